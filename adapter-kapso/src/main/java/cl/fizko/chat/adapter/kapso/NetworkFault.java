package cl.fizko.chat.adapter.kapso;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** The code that a failed call is stored with, when all that matters is that it may be tried again. */
final class NetworkFault {

    private NetworkFault() {}

    static String code(IOException e) {
        if (e instanceof KeyLimits.FullException) {
            return KeyLimits.FULL;
        }
        if (e instanceof UnknownHostException) {
            return "net:dns";
        }
        if (e instanceof SSLException) {
            return "net:tls";
        }
        if (e instanceof InterruptedIOException) {
            return "net:timeout";
        }
        if (e instanceof Threshold.StaleConnectionException) {
            return "net:stale";
        }
        if (e instanceof ConnectException) {
            return "net:connect";
        }
        return Attempt.isRefusal(e) ? "net:refused" : "net:io";
    }
}
