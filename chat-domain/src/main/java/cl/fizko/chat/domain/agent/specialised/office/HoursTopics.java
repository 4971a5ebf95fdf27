package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Answer;
import cl.fizko.chat.domain.agent.topic.Draft;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.agent.topic.Texts;
import cl.fizko.chat.domain.agent.topic.Topic;
import cl.fizko.chat.domain.agent.topic.Topics;
import cl.fizko.chat.domain.language.Keywords;
import java.util.List;
import java.util.Optional;

/** When and where people of the company are found. Only what is configured is claimed. */
public final class HoursTopics {

    private HoursTopics() {}

    /** The topics, with these texts. */
    public static Topics of(Texts texts) {
        var opening = new OpeningHours(texts);
        return new Topics(
                AgentName.BUSINESS_HOURS,
                List.of(
                        new OfficialTime(texts),
                        new HolidayWording(texts),
                        withHours(texts, "office.lunch", "almuerzo", "almorzar", "colacion"),
                        withHours(texts, "office.chat", "este chat", "24 horas", "24 7", "el bot"),
                        withHours(
                                texts,
                                "office.place",
                                "donde",
                                "direccion",
                                "ubica*",
                                "sucursal*",
                                "metro",
                                "piso",
                                "maps",
                                "ofi fisica",
                                "oficina fisica",
                                "puro online",
                                "siguen ahi",
                                "las condes",
                                "santiago centro",
                                "estacion"),
                        withHours(
                                texts,
                                "office.who",
                                "contadora",
                                "contador",
                                "ejecutivo",
                                "don",
                                "se desocupa",
                                "vacaciones",
                                "fuera de la hora",
                                "fuera de horario",
                                "papeles",
                                "firmar")),
                opening);
    }

    private static Topic withHours(Texts texts, String key, String... words) {
        var keywords = Keywords.of(words);
        return question -> question.has(keywords) ? Optional.of(sentence(texts, key, question)) : Optional.empty();
    }

    private static Answer sentence(Texts texts, String key, Question question) {
        var draft = new Draft(texts).say(key);
        if (question.company().businessHours().isPresent()) {
            new OpeningHours(texts).describe(draft, question);
        }
        return draft.done();
    }

    /** The official time, which other agents are asked too. */
    public static Topic officialTime(Texts texts) {
        return new OfficialTime(texts);
    }
}
