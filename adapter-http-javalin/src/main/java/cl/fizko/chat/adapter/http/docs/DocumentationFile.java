package cl.fizko.chat.adapter.http.docs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The files of the documentation pages: our page, and Swagger UI from its webjar. */
enum DocumentationFile {
    PAGE("index.html", "text/html;charset=utf-8", true),
    START("start.js", "text/javascript;charset=utf-8", true),
    BUNDLE("swagger-ui-bundle.js", "text/javascript;charset=utf-8", false),
    STYLE("swagger-ui.css", "text/css;charset=utf-8", false),
    ICON("favicon-32x32.png", "image/png", false);

    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final String fileName;
    private final String mediaType;
    private final boolean ours;

    DocumentationFile(String fileName, String mediaType, boolean ours) {
        this.fileName = fileName;
        this.mediaType = mediaType;
        this.ours = ours;
    }

    String fileName() {
        return fileName;
    }

    String mediaType() {
        return mediaType;
    }

    /** Its content, read anew each time: it is rarely asked for and not worth the memory. */
    byte[] bytes() {
        return read(ours ? fileName : "/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/" + fileName);
    }

    /** A webjar's files lie in a folder named after its version. */
    private static String webjarVersion() {
        try (var stream = DocumentationFile.class.getResourceAsStream(WEBJAR)) {
            var properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String resource) {
        try (var stream = DocumentationFile.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new FileNotFoundException(resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
