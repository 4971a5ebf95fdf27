package cl.fizko.chat.application.dispatch;

import cl.fizko.chat.domain.config.WhatsAppConfigId;
import cl.fizko.chat.domain.message.Failure;
import java.time.Instant;

/**
 * A business number on which nothing leaves now, as this node sees it.
 *
 * @param since when its breaker opened
 * @param nextProbeAt from then on one message may try
 */
public record BlockedLine(WhatsAppConfigId config, Failure why, Instant since, Instant nextProbeAt) {}
