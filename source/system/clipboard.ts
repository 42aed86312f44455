// The clipboard of the terminal at the other end of the ssh connection.

/** More than this many bytes of text are refused by terminals that pass OSC 52 on. */
export const clipboardLimit = 74_994;

/** The escape sequence that puts a text on the clipboard (OSC 52); tmux and screen pass it on when configured to. */
export const clipboardSequence = (text: string): string =>
	`\x1b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\x07`;
