package cl.fizko.chat.domain.port;

import cl.fizko.chat.domain.analytics.Period;
import cl.fizko.chat.domain.analytics.ResponseFigures;
import cl.fizko.chat.domain.company.CompanyId;

/** Outbound port: figures, made from the messages themselves as they are at one instant. Thread-safe. */
public interface ResponseAnalytics {

    /**
     * The figures of a company.
     *
     * @throws StoreBusyException if the store cannot do it now
     */
    ResponseFigures figures(CompanyId company, Period period);
}
