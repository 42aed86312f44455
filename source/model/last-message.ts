// The last message of a subject, as a person asked for it on a key: nothing of it is kept.

/** The subject of a stream that a row stands for, and what a person calls it. */
export type MessageTarget = { stream: string; subject: string; name: string };

export type LastMessage = {
	subject: string;
	seq?: number;
	/** When it came, by the clock of the server. */
	time?: number;
	/** Bytes of its payload. */
	size: number;
	/** `Nats-Msg-Id: 7`. */
	headers: readonly string[];
	/** What it says, without what could move the cursor; hexadecimal where it is no text. */
	text: string;
	isCut: boolean;
};

/** How far a question for it has come; words say why there is none. */
export type MessageState =
	| { step: 'asking' }
	| { step: 'there'; message: LastMessage }
	| { step: 'none'; words: string };
