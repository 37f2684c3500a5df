package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL's own account of the schema: each rule is a question whose answer must be empty. */
class CatalogueIT {

    private static final List<String> AT_THE_GATE = List.of(
            "active_revision",
            "active_state",
            "admit_browser_session",
            "admit_user",
            "bind",
            "claim_browser_renewal",
            "claim_work",
            "claimant",
            "end_login",
            "epochs",
            "find_api_key",
            "find_browser_session",
            "find_key",
            "find_user",
            "first_sight",
            "formation_secrets",
            "gone_users",
            "index_left",
            "is_crowded",
            "join_tenant",
            "kept_secrets",
            "login_ended",
            "login_standing",
            "look_up_browser_session",
            "note_key_uses",
            "outdated_tools",
            "record",
            "record",
            "renew_browser_session",
            "renew_work",
            "resolve_user",
            "shut_out_users",
            "sweep_idempotency",
            "sweep_work",
            "take_leaving_indexes",
            "wrapped_witnesses");

    private static final String TABLES = " from pg_class c where c.relnamespace = 'insula'::regnamespace"
            + " and c.relkind in ('r', 'p', 'f') and c.relname <> 'flyway_schema_history'";
    private static final String CONTENTS = "('memory', 'memory_vector', 'memory_revision', 'memory_source',"
            + " 'memory_collection', 'memory_value', 'message', 'buffer_entry', 'work_payload', 'idempotency_answer',"
            + " 'request', 'request_event', 'request_event_count', 'working_entry', 'working_revision',"
            + " 'working_index',"
            + " 'preference', 'synopsis', 'memory_import', 'memory_import_part')";

    @Test
    void everyTableForcesItsPolicies() throws SQLException {
        assertThat(Superuser.rows("select relname" + TABLES)).hasSizeGreaterThan(10);
        assertThat(Superuser.rows("select relname" + TABLES + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .isEmpty();
        assertThat(Superuser.rows(
                        "select relname" + TABLES + " and not exists (select from pg_policy where polrelid = c.oid)"))
                .isEmpty();
    }

    @Test
    void everyPolicyIsPermissiveAndNamesItsRoles() throws SQLException {
        assertThat(Superuser.rows("select polname from pg_policy where 0 = any (polroles) or not polpermissive"))
                .isEmpty();
    }

    @Test
    void everyPolicyComparesWhatItsScopeIsBoundTo() throws SQLException {
        String lacks = "select p.tablename, p.policyname from pg_policies p, unnest(array[p.qual, p.with_check]) rule"
                + " where p.schemaname = 'insula' and '%s' = any (p.roles) and rule <> 'false' and rule not like '%%%s%%'";
        for (String scope : List.of("insula_user", "insula_tenant", "insula_tenant_content", "insula_platform")) {
            assertThat(Superuser.rows(lacks.formatted(scope, "formation_id = ( SELECT insula_context.formation()")))
                    .isEmpty();
        }
        for (String scope : List.of("insula_user", "insula_tenant", "insula_tenant_content")) {
            assertThat(Superuser.rows(lacks.formatted(scope, "tenant_id = ( SELECT insula_context.tenant()")))
                    .isEmpty();
        }
        assertThat(Superuser.rows(lacks.formatted("insula_user", "user_id = ( SELECT insula_context.person()")))
                .isEmpty();
    }

    @Test
    void onlyTheDefinersPoliciesAdmitEverything() throws SQLException {
        assertThat(Superuser.rows("select distinct p.roles from pg_policies p"
                        + " where p.schemaname = 'insula' and 'true' in (p.qual, p.with_check)"))
                .containsExactly("{insula_definer}");
    }

    @Test
    void everyTenantIdIsRequired() throws SQLException {
        assertThat(Superuser.rows(
                        "select a.attrelid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid"
                                + " where c.relnamespace = 'insula'::regnamespace and c.relkind = 'r'"
                                + " and a.attname in ('tenant_id', 'formation_id') and not a.attnotnull"))
                .isEmpty();
    }

    /**
     * The exceptions: a tenant is found by its slug at the gate alone and registered once for all formations; the list of
     * a formation's memberships begins with the formation; a key is found by its hash at the gate, before anything else
     * is known, and so is the session of a browser; which master keys there are is asked across all tenants.
     */
    @Test
    void everyIndexOfATenantTableBeginsWithTheTenant() throws SQLException {
        assertThat(Superuser.rows("select i.indexrelid::regclass from pg_index i"
                        + " join pg_attribute t on t.attrelid = i.indrelid and t.attname = 'tenant_id'"
                        + " join pg_class c on c.oid = i.indrelid and c.relnamespace = 'insula'::regnamespace"
                        + " where i.indkey[0] <> t.attnum order by 1"))
                .containsExactlyInAnyOrder(
                        "insula.tenant_by_slug",
                        "insula.membership_by_formation",
                        "insula.api_key_by_hash",
                        "insula.browser_session_by_hash",
                        "insula.browser_session_by_login",
                        "insula.vault_key_by_master");
    }

    @Test
    void everyIndexOfAFormationsTableBeginsWithTheFormation() throws SQLException {
        assertThat(Superuser.rows("select i.indexrelid::regclass from pg_index i"
                        + " join pg_attribute f on f.attrelid = i.indrelid and f.attname = 'formation_id'"
                        + " join pg_class c on c.oid = i.indrelid and c.relnamespace = 'insula'::regnamespace"
                        + " where not exists (select from pg_attribute t where t.attrelid = c.oid"
                        + " and t.attname = 'tenant_id') and i.indkey[0] <> f.attnum order by 1"))
                .isEmpty();
    }

    @Test
    void everyTenantTableHasAKeyThatBeginsWithTheTenant() throws SQLException {
        assertThat(Superuser.rows("select relname" + TABLES + " and not exists (select from pg_index i"
                        + " where i.indrelid = c.oid and i.indisprimary)"))
                .isEmpty();
    }

    @Test
    void everyForeignKeyLeadsFromTheSameTenantToTheSameTenant() throws SQLException {
        assertThat(Superuser.rows("select k.conrelid::regclass, k.conname from pg_constraint k"
                        + " join pg_attribute t on t.attrelid = k.conrelid and t.attname = 'tenant_id'"
                        + " join pg_attribute r on r.attrelid = k.confrelid and r.attname = 'tenant_id'"
                        + " where k.contype = 'f' and (k.conkey[1] <> t.attnum or k.confkey[1] <> r.attnum)"))
                .isEmpty();
        assertThat(Superuser.rows("select k.conname from pg_constraint k join pg_attribute r"
                        + " on r.attrelid = k.confrelid and r.attname = 'tenant_id' where k.contype = 'f'"
                        + " and not exists (select from pg_attribute t where t.attrelid = k.conrelid"
                        + " and t.attname = 'tenant_id')"))
                .isEmpty();
    }

    /** Foreign keys are checked behind the policies: between tables of users only the key itself keeps users apart. */
    @Test
    void everyForeignKeyBetweenTablesOfUsersNamesTheUser() throws SQLException {
        assertThat(Superuser.rows("select k.conrelid::regclass, k.conname from pg_constraint k"
                        + " join pg_attribute u on u.attrelid = k.conrelid and u.attname = 'user_id'"
                        + " join pg_attribute r on r.attrelid = k.confrelid and r.attname = 'user_id'"
                        + " where k.contype = 'f' and not (u.attnum = any (k.conkey) and r.attnum = any (k.confkey))"))
                .isEmpty();
    }

    @Test
    void nobodyMayTruncateReferenceTriggerOrMaintain() throws SQLException {
        assertThat(Superuser.rows("select c.relname, g.privilege_type, g.grantee::regrole from pg_class c,"
                        + " aclexplode(c.relacl) g where c.relnamespace = 'insula'::regnamespace"
                        + " and g.grantee <> c.relowner"
                        + " and (g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') or g.is_grantable)"))
                .isEmpty();
    }

    @Test
    void nothingIsGrantedToEverybody() throws SQLException {
        assertThat(Superuser.rows("select 'table ' || c.relname from pg_class c, aclexplode(c.relacl) g"
                        + " where c.relnamespace::regnamespace::text like 'insula%' and g.grantee = 0"
                        + " union all select 'column ' || a.attname from pg_attribute a join pg_class c"
                        + " on c.oid = a.attrelid and c.relnamespace = 'insula'::regnamespace, aclexplode(a.attacl) g"
                        + " where g.grantee = 0"
                        + " union all select 'schema ' || n.nspname from pg_namespace n, aclexplode(n.nspacl) g"
                        + " where n.nspname like 'insula%' and g.grantee = 0"
                        + " union all select 'function ' || f.proname from pg_proc f,"
                        + " aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) g"
                        + " where f.pronamespace::regnamespace::text like 'insula%' and g.grantee = 0"
                        + " union all select 'database ' || d.datname from pg_database d, aclexplode(d.datacl) g"
                        + " where d.datname = 'insula' and g.grantee = 0"))
                .isEmpty();
    }

    @Test
    void theOwnerOwnsEveryTableAndTheDefinerOnlyItsFunctions() throws SQLException {
        assertThat(Superuser.rows(
                        "select distinct relowner::regrole from pg_class where relnamespace::regnamespace::text"
                                + " like 'insula%'"))
                .containsExactly("insula_owner");
        assertThat(Superuser.rows("select f.oid::regprocedure from pg_proc f"
                        + " where f.pronamespace::regnamespace::text like 'insula%'"
                        + " and f.prosecdef <> (f.proowner = 'insula_definer'::regrole)"))
                .isEmpty();
        assertThat(Superuser.rows("select d.classid::regclass, d.objid from pg_shdepend d where d.deptype = 'o'"
                        + " and d.refobjid = 'insula_definer'::regrole and d.classid <> 'pg_proc'::regclass"))
                .isEmpty();
    }

    @Test
    void whatRunsWithTheDefinersRightsHasAFixedSearchPath() throws SQLException {
        assertThat(Superuser.rows("select f.proname from pg_proc f where f.prosecdef"
                        + " and f.pronamespace::regnamespace::text like 'insula%' order by 1"))
                .contains("find_key", "find_user", "first_sight", "is_crowded", "join_tenant", "epochs", "raise_epoch");
        assertThat(Superuser.rows("select f.oid::regprocedure from pg_proc f where f.prosecdef"
                        + " and f.pronamespace::regnamespace::text like 'insula%'"
                        + " and not coalesce('search_path=pg_catalog' = any (f.proconfig), false)"))
                .isEmpty();
    }

    @Test
    void theApplicationOwnsNothingInheritsNothingAndIsPowerless() throws SQLException {
        assertThat(Superuser.rows(
                        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit"
                                + " from pg_roles where rolname = 'insula_app'"))
                .containsExactly("f|f|f|f|f|f");
        assertThat(Superuser.rows("select classid::regclass from pg_shdepend where deptype = 'o' and refobjid ="
                        + " 'insula_app'::regrole"))
                .isEmpty();
        assertThat(Superuser.rows("select rolname from pg_roles where rolname <> 'insula_app'"
                        + " and pg_has_role('insula_app', oid, 'usage')"))
                .isEmpty();
        assertThat(Superuser.rows("select rolname from pg_roles where rolname <> 'insula_app'"
                        + " and pg_has_role('insula_app', oid, 'member') order by 1"))
                .containsExactly(
                        "insula_gate",
                        "insula_guest",
                        "insula_platform",
                        "insula_tenant",
                        "insula_tenant_content",
                        "insula_user");
    }

    @Test
    void noScopeLogsInBypassesPoliciesOrBecomesAnother() throws SQLException {
        assertThat(Superuser.rows("select rolname from pg_roles where rolname like 'insula%'"
                        + " and rolname not in ('insula_app', 'insula_owner', 'insula_backup')"
                        + " and (rolcanlogin or rolsuper or rolbypassrls or rolinherit or rolcreaterole)"))
                .isEmpty();
        assertThat(Superuser.rows("select member::regrole, roleid::regrole from pg_auth_members"
                        + " where member::regrole::text like 'insula%'"
                        + " and member::regrole::text not in ('insula_app', 'insula_owner', 'insula_backup')"))
                .isEmpty();
    }

    @Test
    void theApplicationByItselfReadsNoTableAndCallsFewFunctions() throws SQLException {
        assertThat(Superuser.rows("select relname from pg_class where relnamespace = 'insula'::regnamespace"
                        + " and relkind in ('r', 'p', 'v', 'm', 'S') and has_any_column_privilege('insula_app', oid,"
                        + " 'SELECT, INSERT, UPDATE, REFERENCES')"))
                .isEmpty();
        assertThat(functionsOf("insula_app")).containsExactly("bind", "epochs", "schema_version");
    }

    @Test
    void theGateCallsItsOwnFunctionsAndReadsNoTable() throws SQLException {
        assertThat(functionsOf("insula_gate")).containsExactlyElementsOf(AT_THE_GATE);
        assertThat(Superuser.rows("select relname from pg_class where relnamespace = 'insula'::regnamespace"
                        + " and relkind = 'r' and has_any_column_privilege('insula_gate', oid,"
                        + " 'SELECT, INSERT, UPDATE, REFERENCES')"))
                .isEmpty();
    }

    @Test
    void contentsAreGrantedToUsersAlone() throws SQLException {
        assertThat(Superuser.rows("select distinct g.grantee::regrole from pg_class c, aclexplode(c.relacl) g"
                        + " where c.relnamespace = 'insula'::regnamespace and g.grantee <> c.relowner"
                        + " and c.relname in " + CONTENTS))
                .containsExactly("insula_user");
        assertThat(Superuser.rows("select a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid"
                        + " where c.relnamespace = 'insula'::regnamespace and a.attacl is not null and c.relname in "
                        + CONTENTS))
                .isEmpty();
    }

    /** What is sealed is read by its user, and beside him by functions alone. */
    @Test
    void whatLiesUnderSealIsGrantedToNoAdministrator() throws SQLException {
        assertThat(Superuser.rows("select distinct g.grantee::regrole from pg_class c, aclexplode(c.relacl) g"
                        + " where c.relnamespace = 'insula'::regnamespace and g.grantee <> c.relowner"
                        + " and c.relname in ('vault_key', 'credential', 'credential_sealed') order by 1"))
                .containsExactlyInAnyOrder("insula_definer", "insula_user");
        assertThat(Superuser.rows("select r.rolname from pg_roles r where r.rolname like 'insula%'"
                        + " and has_column_privilege(r.oid, 'insula.formation_sealed', 'sealed', 'SELECT')"
                        + " and r.rolname not in ('insula_owner', 'insula_backup')"))
                .containsExactly("insula_definer");
    }

    /** What goes across all tenants is called with a password that no server knows. */
    @Test
    void theVaultIsKeptInOrderByTheOwnerAlone() throws SQLException {
        assertThat(Superuser.rows("select distinct g.grantee::regrole from pg_proc f, aclexplode(f.proacl) g"
                        + " where f.proname like 'vault\\_%' and g.grantee <> f.proowner"))
                .containsExactly("insula_owner");
        assertThat(Superuser.rows("select proname from pg_proc where proname like 'vault\\_%' order by 1"))
                .containsExactly("vault_masters", "vault_sealed", "vault_shred", "vault_to_wrap", "vault_wrap");
    }

    @Test
    void evidenceIsAddedAndReadButNeverChangedOrRemoved() throws SQLException {
        for (String table : List.of("insula.audit_entry", "insula.audit_seal", "insula.audit_head")) {
            assertThat(Superuser.rows(
                            "select distinct g.privilege_type from pg_class c, aclexplode(c.relacl) g"
                                    + " where c.oid = ?::regclass and g.grantee <> c.relowner order by 1",
                            table))
                    .containsExactly("INSERT", "SELECT");
            assertThat(Superuser.rows(
                            "select attname from pg_attribute where attrelid = ?::regclass and attacl is not null",
                            table))
                    .isEmpty();
        }
    }

    @Test
    void noSequenceCountsWhatOthersDo() throws SQLException {
        assertThat(Superuser.rows("select relname from pg_class where relkind = 'S'"
                        + " and relnamespace::regnamespace::text like 'insula%'"))
                .isEmpty();
    }

    @Test
    void noTableLiesOutsideTheSchemaThatIsChecked() throws SQLException {
        assertThat(Superuser.rows("select oid::regclass from pg_class where relkind in ('r', 'p', 'v', 'm', 'f')"
                        + " and relnamespace::regnamespace::text not in"
                        + " ('insula', 'pg_catalog', 'information_schema', 'pg_toast')"))
                .isEmpty();
    }

    private static List<String> functionsOf(String role) throws SQLException {
        return Superuser.rows(
                "select proname from pg_proc where pronamespace::regnamespace::text like 'insula%'"
                        + " and has_function_privilege(?, oid, 'EXECUTE') order by 1",
                role);
    }
}
