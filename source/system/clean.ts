// Makes text from the network safe to draw; the only place that does.

/** The longest text that is kept of one field, in characters; names and reasons are short, hostile texts are not. */
export const longestText = 1024;

const plain = /^[\x20-\x7e]*$/;

/**
 * What must not reach a terminal: controls (C0, DEL, C1), separators, every format character (bidirectional marks,
 * zero-width ones), lone surrogates, unassigned and private characters, combining marks, letters that join with the
 * one beside them into a single character, and emoji: terminals disagree about the width of these.
 */
const unsafe =
	/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{M}\u3164\uffa0\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u0d4e\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}\u{16d63}\u{16d67}-\u{16d6a}\uff9e\uff9f]|(?=[^\x00-\xff])[\p{Emoji_Presentation}\p{Extended_Pictographic}\p{Regional_Indicator}]/gu;

/**
 * Text that moves no cursor, changes no colour and has the width it seems to have: each unsafe character becomes
 * `·`, and what is over `longest` characters is cut.
 */
export const clean = (text: string, longest = longestText): string => {
	const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
	return plain.test(short)
		? short
		: short
				.normalize('NFC')
				.replace(unsafe, '·')
				.replace(/[\u00a0\u2000-\u200a\u202f\u205f\u2800\u3000]/g, ' ');
};
