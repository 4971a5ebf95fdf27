package cl.fizko.chat.domain.config;

import cl.fizko.chat.domain.contact.PhoneNumber;
import java.util.Optional;

/** Which of a company's business numbers are wanted: those that fulfil all that is present. */
public record ConfigFilter(
        Optional<ProviderId> provider, Optional<LineId> line, Optional<PhoneNumber> phone, Optional<Boolean> active) {}
