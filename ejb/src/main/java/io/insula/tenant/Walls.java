package io.insula.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The application's look at its own walls before it serves anybody: what the role may do, whether each table is closed,
 * whether the server has the known fixes and the schema is the one this code was written for.
 */
@ApplicationScoped
public class Walls {

    /** The schema that this application is written for: the last migration. */
    public static final String SCHEMA_VERSION = "035";

    /** The first minor versions with the fixes of CVE-2024-10976 and CVE-2025-8713, by major version. */
    private static final Map<Integer, Integer> FIXED_MINOR = Map.of(13, 22, 14, 19, 15, 14, 16, 10, 17, 6);

    private static final int FIRST_MAJOR_BORN_FIXED = 18;

    private static final String ROLE_FAULTS =
            """
            select 'the role ' || r.rolname || ' is a superuser' from pg_roles r
             where r.rolname = session_user and r.rolsuper
            union all
            select 'the role ' || r.rolname || ' bypasses row-level security' from pg_roles r
             where r.rolname = session_user and r.rolbypassrls
            union all
            select 'the role ' || r.rolname || ' may create roles or databases or replicate' from pg_roles r
             where r.rolname = session_user and (r.rolcreaterole or r.rolcreatedb or r.rolreplication)
            union all
            select 'the role ' || r.rolname || ' inherits the rights of ' || g.rolname
              from pg_roles r join pg_roles g on g.rolname <> r.rolname and pg_has_role(r.oid, g.oid, 'usage')
             where r.rolname = session_user and not r.rolsuper
            union all
            select 'the role ' || r.rolname || ' may become ' || g.rolname
              from pg_roles r join pg_roles g on g.rolname <> r.rolname and pg_has_role(r.oid, g.oid, 'member')
             where r.rolname = session_user and not r.rolsuper
               and g.rolname not in ('insula_gate', 'insula_user', 'insula_tenant', 'insula_tenant_content',
                                     'insula_guest', 'insula_platform')
            union all
            select 'the scope ' || r.rolname || ' is a superuser or bypasses row-level security' from pg_roles r
             where r.rolname like 'insula\\_%' and r.rolname not in (session_user, 'insula_backup')
               and (r.rolsuper or r.rolbypassrls)
            union all
            select 'the role ' || r.rolname || ' owns ' || c.oid::regclass
              from pg_roles r join pg_class c on c.relowner = r.oid where r.rolname = session_user
            union all
            select 'the role ' || r.rolname || ' owns the schema ' || n.nspname
              from pg_roles r join pg_namespace n on n.nspowner = r.oid where r.rolname = session_user
            union all
            select 'the role ' || r.rolname || ' owns the database'
              from pg_roles r join pg_database d on d.datdba = r.oid
             where r.rolname = session_user and d.datname = current_database()
            """;

    private static final String TABLE_FAULTS =
            """
            select 'row-level security of ' || c.oid::regclass || ' is '
                   || case when c.relrowsecurity then 'not forced' else 'off' end
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'insula' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
               and not (c.relrowsecurity and c.relforcerowsecurity)
            union all
            select 'the table ' || c.oid::regclass || ' has no policy'
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = 'insula' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
               and not exists (select 1 from pg_policy p where p.polrelid = c.oid)
            union all
            select 'the policy ' || p.polname || ' of ' || p.polrelid::regclass || ' names no role'
              from pg_policy p where 0 = any (p.polroles)
            union all
            select 'the table ' || c.oid::regclass || ' outside the schema insula has a tenant_id but no forced'
                   || ' row-level security'
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
             where n.nspname not in ('insula', 'pg_catalog', 'information_schema') and c.relkind in ('r', 'p')
               and not (c.relrowsecurity and c.relforcerowsecurity)
            union all
            select 'the view ' || c.oid::regclass || ' does not run with the rights of its caller'
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname like 'insula%' and c.relkind in ('v', 'm')
               and not coalesce('security_invoker=true' = any (c.reloptions), false)
            union all
            select 'the function ' || f.oid::regprocedure || ' runs with its owner''s rights and no fixed search_path'
              from pg_proc f join pg_namespace n on n.oid = f.pronamespace
             where n.nspname like 'insula%' and f.prosecdef
               and not exists (select 1 from unnest(f.proconfig) setting where setting like 'search_path=%')
            """;

    private final DataSource dataSource;

    /** What the container's proxy is made with. */
    Walls() {
        this(null);
    }

    @Inject
    Walls(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Everything that is wrong, one line each; empty if the walls stand. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            faults.addAll(list(statement, ROLE_FAULTS));
            faults.addAll(list(statement, TABLE_FAULTS));
            faults.addAll(serverFaults(
                    Integer.parseInt(list(statement, "show server_version_num").get(0))));
            faults.addAll(schemaFaults(
                    list(statement, "select insula_context.schema_version()").get(0)));
        } catch (SQLException e) {
            faults.add("the database cannot be examined (SQL state " + e.getSQLState() + ")");
        }
        return faults;
    }

    /**
     * Why a node that started could serve no request right now: the database does not answer, or its schema is an older
     * one; empty if none. Over a newer schema it goes on until it is replaced, for migrations add before they take away.
     */
    public List<String> obstacles() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            String version =
                    list(statement, "select insula_context.schema_version()").get(0);
            return isNewer(version) ? List.of() : schemaFaults(version);
        } catch (SQLException e) {
            return List.of("the database does not answer (SQL state " + e.getSQLState() + ")");
        }
    }

    static List<String> serverFaults(int version) {
        int major = version / 10_000;
        int minor = version % 10_000;
        if (major >= FIRST_MAJOR_BORN_FIXED) {
            return List.of();
        }
        Integer needed = FIXED_MINOR.get(major);
        if (needed == null) {
            return List.of("PostgreSQL " + major + " is not supported; use 13 or later with its newest minor version");
        }
        if (minor >= needed) {
            return List.of();
        }
        return List.of("PostgreSQL " + major + '.' + minor + " lacks fixes of row-level security (CVE-2024-10976,"
                + " CVE-2025-8713); update to " + major + '.' + needed + " or later");
    }

    static List<String> schemaFaults(String version) {
        if (SCHEMA_VERSION.equals(version)) {
            return List.of();
        }
        return List.of("the schema has version " + version + ", this application needs " + SCHEMA_VERSION
                + (isNewer(version) ? "; run a newer application, or restore a backup" : "; run insula.jar migrate"));
    }

    static boolean isNewer(String version) {
        return version != null
                && version.matches("\\d{1,9}")
                && Integer.parseInt(version) > Integer.parseInt(SCHEMA_VERSION);
    }

    private static List<String> list(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                lines.add(result.getString(1));
            }
        }
        return lines;
    }
}
