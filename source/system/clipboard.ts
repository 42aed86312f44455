// Puts a text on the clipboard of the terminal, also through an ssh connection (OSC 52).

/** The most bytes of text: terminals that pass OSC 52 on refuse more. */
export const clipboardLimit = 74_994;

/** The escape sequence that puts a text on the clipboard (OSC 52); tmux and screen pass it on when configured to. */
export const clipboardSequence = (text: string): string =>
	`\x1b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\x07`;
