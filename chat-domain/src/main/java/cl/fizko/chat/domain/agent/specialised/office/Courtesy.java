package cl.fizko.chat.domain.agent.specialised.office;

import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.language.Keywords;

/** What a courteous message is. */
public enum Courtesy {
    THANKS,
    GOODBYE,
    GREETING;

    private static final Keywords THANKING = Keywords.of(
            "gracias",
            "grax",
            "grcias",
            "graciass",
            "agradezco",
            "agradece",
            "agradecid*",
            "muy amable",
            "te pasaste",
            "se pasaron",
            "me salvaron",
            "thanks",
            "obrigad*",
            "impecable");
    private static final Keywords LEAVING = Keywords.of(
            "chao",
            "chaito",
            "shao",
            "adios",
            "nos vemos",
            "hasta manana",
            "hasta luego",
            "cuidense",
            "que descansen",
            "buen fin de semana",
            "lindo fin de semana",
            "bendiciones",
            "igualmente",
            "de nada",
            "no hay de que",
            "un abrazo",
            "abrazos",
            "que te vaya",
            "que les vaya",
            "bye");

    /** What a message is that asks nothing. */
    public static Courtesy of(Question question) {
        if (question.has(THANKING)) {
            return THANKS;
        }
        return question.has(LEAVING) ? GOODBYE : GREETING;
    }

    /** Whether it ends a conversation. */
    public boolean isClosing() {
        return this != GREETING;
    }
}
