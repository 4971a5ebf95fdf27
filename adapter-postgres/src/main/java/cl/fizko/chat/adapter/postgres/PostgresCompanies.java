package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.Company;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.port.AlreadyExistsException;
import cl.fizko.chat.domain.port.CompanyRepository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The companies in PostgreSQL. */
final class PostgresCompanies implements CompanyRepository {

    private static final String ADD = """
            insert into companies (name, rut) values (:name, :rut)
            on conflict on constraint companies_rut_key do nothing
            returning id""";

    private static final String OLDEST = "select id, name, rut from companies order by id limit :limit";

    private static final String BY_ID = "select name, rut from companies where id = :id";

    /** Messages that arrive meanwhile refer to the company's key, which this lock leaves free. */
    private static final String DISABLED_AGENTS =
            "select disabled_agents from companies where id = :id for no key update";

    private static final String SET_DISABLED_AGENTS = "update companies set disabled_agents = :agents where id = :id";

    private static final String ANY = "select exists (select from companies)";

    private final Jdbi jdbi;

    PostgresCompanies(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Company add(String name, Rut rut) {
        new Company(new CompanyId(1), name, rut); // refuses what cannot be a company before the database does
        var id = jdbi.withHandle(handle -> handle.createQuery(ADD)
                .bind("name", name)
                .bind("rut", rut.toString())
                .mapTo(Long.class)
                .findOne());
        return id.map(value -> new Company(new CompanyId(value), name, rut))
                .orElseThrow(() -> new AlreadyExistsException("rut", "another company has this RUT"));
    }

    @Override
    public Optional<Company> byId(CompanyId id) {
        return jdbi.withHandle(handle -> handle.createQuery(BY_ID)
                .bind("id", id.value())
                .map((row, context) -> new Company(id, row.getString("name"), Rut.parse(row.getString("rut"))))
                .findOne());
    }

    @Override
    public List<Company> oldest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(OLDEST)
                .bind("limit", limit)
                .map((row, context) -> new Company(
                        new CompanyId(row.getLong("id")), row.getString("name"), Rut.parse(row.getString("rut"))))
                .list());
    }

    @Override
    public Optional<Set<String>> disabledAgents(CompanyId id) {
        return jdbi.withHandle(handle -> handle.createQuery(DISABLED_AGENTS)
                .bind("id", id.value())
                .map((row, context) ->
                        Set.of((String[]) row.getArray("disabled_agents").getArray()))
                .findOne());
    }

    @Override
    public boolean setDisabledAgents(CompanyId id, Set<String> disabledAgents) {
        return jdbi.withHandle(handle -> handle.createUpdate(SET_DISABLED_AGENTS)
                        .bind("id", id.value())
                        .bindArray("agents", String.class, List.copyOf(disabledAgents))
                        .execute())
                == 1;
    }

    @Override
    public boolean isEmpty() {
        return !jdbi.withHandle(
                handle -> handle.createQuery(ANY).mapTo(Boolean.class).one());
    }
}
