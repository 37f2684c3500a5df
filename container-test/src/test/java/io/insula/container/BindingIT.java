package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One transaction works for one person. */
class BindingIT extends InContainer {

    @Inject
    private TenantBinding binding;

    @Test
    void aSecondPersonInTheSameTransactionIsRefused() {
        for (Person second : Person.ANN.others()) {
            assertThatThrownBy(() -> work.as(Person.ANN, entities -> binding.bind(Scope.USER, second.context())))
                    .hasStackTraceContaining("bound to another tenant, user or scope");
        }
    }

    @Test
    void aSecondScopeInTheSameTransactionIsRefused() {
        assertThatThrownBy(() -> work.as(Person.ANN, entities -> binding.bind(Scope.TENANT, Person.ANN.context())))
                .hasStackTraceContaining("bound to another tenant, user or scope");
    }

    @Test
    void theDatabaseRefusesASecondBindingToo() {
        assertThatThrownBy(() -> work.as(Person.ANN, entities -> Queries.nativeQuery(
                                entities,
                                "select * from insula_context.bind('insula_user', 'alpha', 'tnt_acme', 'usr_bob')")
                        .getResultList()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void theSamePersonMayBeBoundAgain() {
        assertThat(work.<List<String>>as(Person.ANN, entities -> {
                    assertThat(binding.bind(Scope.USER, Person.ANN.context())).isNull();
                    return Queries.words(Queries.byJpql(entities));
                }))
                .containsExactly(Person.ANN.words(), Person.ANN.words());
    }

    @Test
    void aTransactionInsideAnotherHasItsOwnPerson() {
        for (Person inner : Person.ANN.others()) {
            work.as(Person.ANN, outside -> {
                assertThat(Queries.words(Queries.byJpql(outside))).containsOnly(Person.ANN.words());
                assertThat(work.<List<String>>as(inner, inside -> Queries.words(Queries.byJpql(inside))))
                        .containsOnly(inner.words())
                        .hasSize(2);
                outside.clear();
                assertThat(Queries.words(Queries.byJpql(outside)))
                        .containsOnly(Person.ANN.words())
                        .hasSize(2);
                return null;
            });
        }
    }

    @Test
    void aTransactionInsideAnotherInheritsNobody() {
        work.as(Person.ANN, outside -> {
            assertThatThrownBy(() -> work.unbound(Queries::byJpql)).hasStackTraceContaining(Queries.refusalOfNobody());
            return null;
        });
    }
}
