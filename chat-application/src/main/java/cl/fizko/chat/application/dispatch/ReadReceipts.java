package cl.fizko.chat.application.dispatch;

/** Whether customers see that what they wrote was read, right before an agent's reply to it leaves. */
public enum ReadReceipts {
    OFF,
    READ,
    /** Also that a reply is being written. */
    TYPING
}
