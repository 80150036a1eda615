package dev.helpdesk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server with one database and the one role that owns it; reached over TCP with a password only. */
record PostgresProcess(Cache cache, Path folder, int port, String database, String role, String password)
        implements Component {

    @Override
    public ProcessSpec prepare() throws IOException {
        PostgresBinaries binaries = PostgresBinaries.in(cache);
        PostgresAccount account = PostgresAccount.ofThisMachine();
        if (!Files.isDirectory(folder)) {
            initialize(binaries, account);
        }
        account.own(folder);
        return new ProcessSpec(
                account.command(List.of(
                        binaries.program("postgres"),
                        "-D",
                        folder.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=")),
                Map.of(),
                folder,
                Signal.INT,
                Duration.ofSeconds(60));
    }

    @Override
    public Probe probe() {
        return Probes.postgres(port, role, database);
    }

    /** Made beside its place and moved there when it is whole, so that a half-made one is never started. */
    private void initialize(PostgresBinaries binaries, PostgresAccount account) throws IOException {
        Path draft = folder.resolveSibling(folder.getFileName() + ".new");
        DirectoryTree.delete(draft);
        Files.createDirectory(draft);
        account.own(draft);
        Path passwordFile = folder.resolveSibling(folder.getFileName() + ".password");
        try {
            // The superuser's password is known to nobody: the owner of a database needs no other right.
            SecretFile.write(passwordFile, Secrets.random());
            Programs.run("initdb", account.command(initdb(binaries, draft, passwordFile)), Map.of(), "");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        createDatabase(binaries, account, draft);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> initdb(PostgresBinaries binaries, Path draft, Path passwordFile) {
        return List.of(
                binaries.program("initdb"),
                "-D",
                draft.toString(),
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync");
    }

    /** In single-user mode: the password travels by standard input and nothing listens yet. */
    private void createDatabase(PostgresBinaries binaries, PostgresAccount account, Path draft) throws IOException {
        String statements = "CREATE ROLE \"%s\" LOGIN PASSWORD '%s'\nCREATE DATABASE \"%s\" OWNER \"%s\"\n"
                .formatted(role, password, database, role);
        String output = Programs.run(
                "creating the database",
                account.command(List.of(binaries.program("postgres"), "--single", "-D", draft.toString(), "postgres")),
                Map.of(),
                statements);
        if (output.contains("ERROR:") || output.contains("FATAL:")) {
            throw new LauncherException("creating the database " + database + " failed");
        }
    }

    /** The password stays out of messages. */
    @Override
    public String toString() {
        return "PostgresProcess[" + database + "]";
    }
}
