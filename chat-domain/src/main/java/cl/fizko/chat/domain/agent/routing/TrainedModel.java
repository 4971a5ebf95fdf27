package cl.fizko.chat.domain.agent.routing;

import cl.fizko.chat.domain.language.Vocabulary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.TreeMap;

/**
 * Everything that training yields.
 *
 * @param vocabulary the words that were seen
 * @param weights what their features say
 */
record TrainedModel(Vocabulary vocabulary, Weights weights) {

    void writeTo(OutputStream out) throws IOException {
        var data = new DataOutputStream(new BufferedOutputStream(out));
        var counts = vocabulary.counts();
        data.writeInt(counts.size());
        for (var entry : new TreeMap<>(counts).entrySet()) {
            data.writeUTF(entry.getKey());
            data.writeInt(entry.getValue());
        }
        weights.writeTo(data);
        data.flush();
    }

    static TrainedModel readFrom(InputStream in) throws IOException {
        var data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        var counts = new TreeMap<String, Integer>();
        for (int left = data.readInt(); left > 0; left--) {
            counts.put(data.readUTF(), data.readInt());
        }
        return new TrainedModel(Vocabulary.of(counts), Weights.readFrom(data));
    }
}
