package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.security.Role.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void everybody_may_read_and_only_admins_everything() {
        for (Role role : Role.values()) {
            assertThat(role.may(Permission.READ)).isTrue();
            assertThat(role.may(Permission.ADMINISTER)).isEqualTo(role == Role.ADMIN);
        }
    }

    @Test
    void who_releases_does_not_approve() {
        assertThat(Role.RELEASER.may(Permission.APPROVE)).isFalse();
        assertThat(Role.APPROVER.may(Permission.RELEASE)).isFalse();
        assertThat(Role.VIEWER.may(Permission.RELEASE)).isFalse();
        assertThat(Role.OPERATOR.may(Permission.OPERATE)).isTrue();
    }

    @Test
    void a_role_is_written_in_lower_case() {
        assertThat(Role.of("operator")).contains(Role.OPERATOR);
        assertThat(Role.of("OPERATOR")).isEmpty();
        assertThat(Role.of("")).isEmpty();
    }

    @Test
    void a_step_asks_for_names_or_groups_or_anybody() {
        Principal anna = new Principal("anna", true, Role.APPROVER, List.of("managers"));
        assertThat(anna.isAmong(List.of())).isTrue();
        assertThat(anna.isAmong(List.of("anna"))).isTrue();
        assertThat(anna.isAmong(List.of("managers", "ben"))).isTrue();
        assertThat(anna.isAmong(List.of("ben"))).isFalse();
    }
}
