package io.insula.chat;

/** Makes answers later. It lies upstairs, where requests are kept; here it is only known that there is somebody. */
public interface LaterAnswers {

    /**
     * Takes a message on.
     *
     * @param webhookUrl who is told of the end, in place of the formation's webhook; null for that
     * @return the id under which the answer can be asked for, {@code req_…}
     */
    String promise(NewMessage message, String webhookUrl);
}
