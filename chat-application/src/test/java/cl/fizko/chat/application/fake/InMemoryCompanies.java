package cl.fizko.chat.application.fake;

import cl.fizko.chat.domain.company.Company;
import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.company.Rut;
import cl.fizko.chat.domain.port.CompanyRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Companies in a list; counts how often their agents were switched. */
public final class InMemoryCompanies implements CompanyRepository {

    private final List<Company> companies = new ArrayList<>();
    private final Map<CompanyId, Set<String>> disabled = new HashMap<>();
    private int switched;

    public int switched() {
        return switched;
    }

    @Override
    public Company add(String name, Rut rut) {
        var company = new Company(new CompanyId(companies.size() + 1), name, rut);
        companies.add(company);
        disabled.put(company.id(), Set.of());
        return company;
    }

    @Override
    public Optional<Company> byId(CompanyId id) {
        return companies.stream().filter(company -> company.id().equals(id)).findFirst();
    }

    @Override
    public List<Company> oldest(int limit) {
        return companies.stream().limit(limit).toList();
    }

    @Override
    public Optional<Set<String>> disabledAgents(CompanyId id) {
        return Optional.ofNullable(disabled.get(id));
    }

    @Override
    public boolean setDisabledAgents(CompanyId id, Set<String> disabledAgents) {
        switched++;
        return disabled.replace(id, Set.copyOf(disabledAgents)) != null;
    }

    @Override
    public boolean isEmpty() {
        return companies.isEmpty();
    }
}
