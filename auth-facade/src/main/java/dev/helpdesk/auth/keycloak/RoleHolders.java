package dev.helpdesk.auth.keycloak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Who has a role: by hand, through another role that it is part of, or through a group or one above it. */
final class RoleHolders {

    private static final int AT_ONCE = 1000;
    private static final String DEFAULT_ROLES = "default-roles-";

    private final AdminApi admin;

    /** The parts of each role that has some. */
    private final Map<String, Set<String>> parts = new HashMap<>();

    RoleHolders(AdminApi admin) {
        this.admin = admin;
        List<RoleRepresentation> roles = admin.call(realm -> realm.roles().list(true));
        roles.stream()
                .filter(RoleRepresentation::isComposite)
                .map(RoleRepresentation::getName)
                // Everybody has it; it has no list of holders worth reading.
                .filter(role -> !role.startsWith(DEFAULT_ROLES))
                .forEach(role -> parts.put(role, partsOf(role)));
    }

    private Set<String> partsOf(String role) {
        return admin.call(realm -> realm.roles().get(role).getRealmRoleComposites()).stream()
                .map(RoleRepresentation::getName)
                .collect(Collectors.toSet());
    }

    /** The ids of all users who have the role, however they came to it. */
    Set<String> of(String role) {
        Set<String> holders = new HashSet<>();
        for (String granting : granting(role)) {
            collect(
                    holders,
                    first -> admin.call(realm -> realm.roles().get(granting).getUserMembers(true, first, AT_ONCE)));
            for (GroupRepresentation group : groups(granting)) {
                collect(
                        holders,
                        first -> admin.find(realm ->
                                        realm.groups().group(group.getId()).members(first, AT_ONCE, true))
                                .orElseGet(List::of));
            }
        }
        return holders;
    }

    private Set<String> granting(String role) {
        Set<String> granting = new HashSet<>(Set.of(role));
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> whole : parts.entrySet()) {
                boolean grants = whole.getValue().stream().anyMatch(granting::contains);
                more |= grants && granting.add(whole.getKey());
            }
        }
        return granting;
    }

    /** The groups that have the role, and those below them, which inherit it. */
    private List<GroupRepresentation> groups(String role) {
        List<GroupRepresentation> groups =
                new ArrayList<>(admin.call(realm -> realm.roles().get(role).getRoleGroupMembers(0, AT_ONCE)));
        for (int i = 0; i < groups.size(); i++) {
            String id = groups.get(i).getId();
            admin.find(realm -> realm.groups().group(id).getSubGroups(0, AT_ONCE, true))
                    .ifPresent(groups::addAll);
        }
        return groups;
    }

    private static void collect(Set<String> ids, IntFunction<List<UserRepresentation>> pages) {
        int first = 0;
        List<UserRepresentation> page;
        do {
            page = pages.apply(first);
            page.forEach(user -> ids.add(user.getId()));
            first += page.size();
        } while (page.size() == AT_ONCE);
    }
}
