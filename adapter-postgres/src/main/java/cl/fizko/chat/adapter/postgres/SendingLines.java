package cl.fizko.chat.adapter.postgres;

import cl.fizko.chat.domain.company.CompanyId;
import cl.fizko.chat.domain.sending.Destination.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which of a company's business numbers writes to a person. */
final class SendingLines {

    /** The company's numbers, of which there are few; first that of the latest conversation with the person. */
    private static final String OF_COMPANY = """
            select f.id, f.is_active, c.id is not null as has_conversation
              from whatsapp_configs f
              left join contacts p on p.company_id = f.company_id and p.phone = :phone
              left join whatsapp_conversations c on c.contact_id = p.id and c.config_id = f.id
             where f.company_id = :company
             order by c.last_active_at desc nulls last, f.created_at, f.id""";

    private SendingLines() {}

    /** What was found. */
    sealed interface Found {
        record Line(UUID config) implements Found {}

        /** The company has no such number. */
        record Unknown() implements Found {}

        /** There are several, or none. */
        record Undecided() implements Found {}
    }

    static Found find(Handle handle, CompanyId company, Person person) {
        var lines = handle.createQuery(OF_COMPANY)
                .bind("company", company.value())
                .bind("phone", person.phone().e164())
                .map((row, context) -> Candidate.read(row))
                .list();
        if (person.by().isPresent()) {
            var named = person.by().get().value();
            return lines.stream().anyMatch(line -> line.id().equals(named))
                    ? new Found.Line(named)
                    : new Found.Unknown();
        }
        return lines.stream()
                .findFirst()
                .filter(Candidate::hasConversation)
                .or(() -> onlyOne(lines.stream().filter(Candidate::active).toList()))
                .or(() -> onlyOne(lines))
                .<Found>map(line -> new Found.Line(line.id()))
                .orElseGet(Found.Undecided::new);
    }

    private static Optional<Candidate> onlyOne(List<Candidate> lines) {
        return lines.size() == 1 ? Optional.of(lines.get(0)) : Optional.empty();
    }

    private record Candidate(UUID id, boolean active, boolean hasConversation) {
        static Candidate read(ResultSet row) throws SQLException {
            return new Candidate(
                    JdbiSetup.uuid(row, "id"), row.getBoolean("is_active"), row.getBoolean("has_conversation"));
        }
    }
}
