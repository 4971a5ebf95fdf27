package cl.fizko.chat.domain.dialogue;

import cl.fizko.chat.domain.agent.AgentName;
import cl.fizko.chat.domain.agent.Candidate;
import cl.fizko.chat.domain.agent.Confidence;
import cl.fizko.chat.domain.agent.Evidence;
import cl.fizko.chat.domain.agent.topic.EarlierTalk;
import cl.fizko.chat.domain.agent.topic.Ellipsis;
import cl.fizko.chat.domain.agent.topic.Question;
import cl.fizko.chat.domain.language.Keywords;
import cl.fizko.chat.domain.language.ReadText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * "¿Y el de enero?" belongs to the agent that answered the question before it. What such a message is about cannot be judged
 * from its own words, so the ranking does not count; unless it leans only and its own words are clearly another agent's.
 */
final class Continuation {

    static final String RULE = "continues the previous question";

    private static final double CLEARLY = 0.75;
    private static final Confidence CONTINUES = new Confidence(0.8);

    /** Nouns that open a subject of their own, however short the question. */
    private static final Keywords SUBJECTS = Keywords.of(
            "clave*",
            "contrasena*",
            "certificado*",
            "carpeta",
            "plan",
            "planes",
            "app",
            "aplicacion",
            "plataforma",
            "horario*",
            "oficina*",
            "direccion",
            "atienden",
            "folio*",
            "renta",
            "persona",
            "ejecutivo",
            "gracias");

    /** What our own questions are about: a short question that names one, and that no agent owns, leans on the one before. */
    private static final Keywords PAPERS = Keywords.of(
            "boleta*", "factura*", "nota", "notas", "guia*", "declaracion*", "formulario*", "retencion*", "iva", "ppm");

    /** Without one of these a lone "boleta" may be either kind. */
    private static final Keywords FEES =
            Keywords.of("honorario*", "bhe", "bte", "retencion*", "retienen", "boleteo", "boletear", "independiente*");

    private Continuation() {}

    /** The ranking with the agent of the open subject first; as it was if the message opens a subject itself. */
    static List<Candidate> rank(Question question, ReadText text, List<Candidate> ranking) {
        var leaning = Ellipsis.of(text);
        if (leaning == Ellipsis.NONE) {
            return ranking;
        }
        var best = ranking.get(0);
        return EarlierTalk.subject(
                        question.context().recent(), question.context().now())
                .filter(subject -> !subject.equals(best.agentName()))
                .filter(subject -> leaning == Ellipsis.BARE || !opensASubject(question, best))
                .flatMap(subject -> candidate(subject, ranking))
                .map(continuing -> Candidate.first(continuing, ranking))
                .orElse(ranking);
    }

    private static boolean opensASubject(Question question, Candidate best) {
        boolean nobodys = best.agentName().equals(AgentName.FALLBACK)
                || (best.agentName().equals(AgentName.UNRECOGNIZED_QUESTION) && question.has(PAPERS))
                || (best.agentName().equals(AgentName.HONORARIOS) && !question.has(FEES));
        boolean clearly = best.confidence().value() >= CLEARLY && !nobodys;
        return clearly || question.has(SUBJECTS);
    }

    private static Optional<Candidate> candidate(AgentName subject, List<Candidate> ranking) {
        return ranking.stream()
                .filter(candidate -> candidate.agentName().equals(subject))
                .findFirst()
                .map(found -> new Candidate(
                        subject,
                        found.priority(),
                        found.confidence().compareTo(CONTINUES) > 0 ? found.confidence() : CONTINUES,
                        Stream.concat(Stream.of(new Evidence(RULE, 1)), found.evidence().stream())
                                .toList()));
    }
}
