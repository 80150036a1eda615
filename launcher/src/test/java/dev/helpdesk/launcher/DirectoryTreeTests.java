package dev.helpdesk.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTests {

    @TempDir
    Path folder;

    @Test
    void deletesLinksButNotWhatTheyPointTo() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(shared.resolve("jar"), "content");
        Path instance = Files.createDirectories(folder.resolve("instance/data"));
        Files.createSymbolicLink(instance.resolve("lib"), shared);

        DirectoryTree.delete(folder.resolve("instance"));

        assertThat(folder.resolve("instance")).doesNotExist();
        assertThat(shared.resolve("jar")).hasContent("content");
    }

    @Test
    void doesNothingForAFolderThatIsNotThere() {
        DirectoryTree.delete(folder.resolve("none"));

        assertThat(folder).isEmptyDirectory();
    }
}
