package io.insula.identity;

import io.insula.kernel.PageRequest;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Finds the ids of a tenant's users; what they say is loaded elsewhere, past all walls again. */
@ApplicationScoped
class UserSearch {

    private static final String OF_TENANT =
            "select u.user_id from insula.app_user u where u.tenant_id = ?" + " and u.formation_id = ?";
    private static final String WITH_STATUS = " and u.status = ?";
    private static final String OF_TYPE = " and u.subject_type = ?";
    /** A range in the order of the index; a pattern would not be answered by it under row-level security. */
    private static final String NAMED = " and u.user_id in (select i.user_id from insula.user_identifier i"
            + " where i.tenant_id = ? and i.formation_id = ? and (i.identifier collate \"C\" >= ?"
            + " and i.identifier collate \"C\" < ? or i.identifier collate \"C\" >= ? and i.identifier collate \"C\" < ?))";

    private static final String BEHIND = " and (u.created_at, u.user_id) > (?, ?)";
    private static final String SLICE = " order by u.created_at, u.user_id limit ? offset ?";

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    /** One more than the page asks for, if there are as many. */
    List<String> find(UserQuery wanted, PageRequest page) {
        List<Object> values = new ArrayList<>(List.of(binding.tenant(), binding.formation()));
        String sql = OF_TENANT + conditions(wanted, values);
        if (page.cursor() != null) {
            sql += BEHIND;
            values.add(OffsetDateTime.ofInstant(page.cursor().at(), ZoneOffset.UTC));
            values.add(page.cursor().id());
        }
        values.add(page.limit() + 1);
        values.add(page.offset());
        return ask(sql + SLICE, values);
    }

    private String conditions(UserQuery wanted, List<Object> values) {
        StringBuilder sql = new StringBuilder();
        if (wanted.status() != null) {
            sql.append(WITH_STATUS);
            values.add(wanted.status());
        }
        if (wanted.subjectType() != null) {
            sql.append(OF_TYPE);
            values.add(wanted.subjectType().word());
        }
        if (wanted.beginning() != null) {
            sql.append(NAMED);
            values.add(binding.tenant());
            values.add(binding.formation());
            for (String beginning : wanted.beginnings()) {
                values.add(beginning);
                values.add(UserQuery.behind(beginning));
            }
        }
        return sql.toString();
    }

    private List<String> ask(String sql, List<Object> values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new DatabaseException("The users could not be listed", e);
        }
    }
}
