package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.Console;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.bench.Crowd.Account;
import java.util.Map;

/** What an administrator does in Keycloak so that a user's access tokens are to be refused. */
enum Deed {
    DISABLE("user disabled") {
        @Override
        void doTo(Session session, Account account, Console console) {
            console.disable(account.userId());
        }

        @Override
        void undo(Account account, Console console) {
            console.change(account.userId(), Map.of("enabled", true));
        }
    },
    END_SESSION("session ended") {
        @Override
        void doTo(Session session, Account account, Console console) {
            console.endSession(session.sessionId());
        }
    },
    SIGN_OUT("user signed out") {
        @Override
        void doTo(Session session, Account account, Console console) {
            console.signOut(account.userId());
        }
    },
    RESET_PASSWORD("password reset") {
        @Override
        void doTo(Session session, Account account, Console console) {
            console.resetPassword(account.userId(), account.person().password());
        }
    },
    TAKE_ROLE("role taken away") {
        @Override
        void prepare(Account account, Console console) {
            console.giveRole(account.userId(), "agent");
        }

        @Override
        void doTo(Session session, Account account, Console console) {
            console.takeRole(account.userId(), "agent");
        }
    };

    private final String title;

    Deed(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Before the user logs in. */
    void prepare(Account account, Console console) {}

    /** Returns when Keycloak has answered. */
    abstract void doTo(Session session, Account account, Console console);

    /** So that the user can log in again. */
    void undo(Account account, Console console) {}
}
