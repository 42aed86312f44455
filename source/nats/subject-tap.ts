// Listens to a wildcard subject for a short while on a connection of its own, so that neither its interest nor its fate is that of the monitor.

import { longest, mostBytes, mostMessages, type TapEnd, tapRefusal } from '../model/subjects/tap.ts';
import { safeText } from '../system/redact.ts';
import { type Connection, openConnection } from './connect/connect.ts';
import type { ConnectionSettings } from './connect/settings.ts';
import { isSubscribeViolation } from './inbox.ts';

/** The name that servers show for the connection of a tap. */
export const tapName = 'natstop-tap';

export type SubjectTapOptions = {
	settings: ConnectionSettings;
	subject: string;
	/** Milliseconds, and messages, after which it ends; what a tap ends after unless told. */
	span?: number;
	most?: number;
	/** It listens: its server has taken the subscription. */
	onStart: () => void;
	/** A message came: its subject, cleaned, and the bytes of its payload, which is not kept. */
	onMessage: (subject: string, bytes: number) => void;
	/** It is over and its connection is closed; `words` where it failed. */
	onEnd: (why: TapEnd, words?: string) => void;
};

/** Starts a tap, and gives the function that ends it. A subject that may not be tapped ends it at once. */
export const startSubjectTap = ({
	settings,
	subject,
	span = longest,
	most = mostMessages,
	onStart,
	onMessage,
	onEnd,
}: SubjectTapOptions): (() => void) => {
	const stopper = new AbortController();
	let connection: Connection | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isOver = false;
	const end = (why: TapEnd, words?: string): void => {
		if (isOver) return;
		isOver = true;
		clearTimeout(timer);
		stopper.abort();
		const tell = (): void => onEnd(why, words);
		// Its interest is gone with its connection, whatever became of the subscription.
		if (connection === undefined) tell();
		else connection.close().then(tell, tell);
	};
	const refusal = tapRefusal(subject);
	const listen = async (): Promise<void> => {
		connection = await openConnection({ ...settings, name: tapName }, { signal: stopper.signal });
		const { nc } = connection;
		if (isOver) {
			await connection.close();
			return;
		}
		let [count, bytes] = [0, 0];
		nc.subscribe(subject, {
			max: most,
			callback: (error, message) => {
				if (isOver) return;
				if (error !== null) {
					const words = isSubscribeViolation(error) ? `not permitted to subscribe ${subject}` : error.message;
					end('failed', safeText(words));
					return;
				}
				count++;
				onMessage(safeText(message.subject), message.data.length);
				bytes += message.data.length;
				if (count >= most) end('messages');
				else if (bytes >= mostBytes) end('bytes');
			},
		});
		timer = setTimeout(() => end('time'), span);
		connection.follow((status) => {
			// One that comes back would listen anew: a tap is one while, and says so where it was cut.
			if (status.type === 'disconnected') end('failed', 'its connection was lost');
		});
		await nc.flush();
		if (!isOver) onStart();
	};
	if (refusal !== undefined) end('failed', refusal);
	else
		listen().catch((error: unknown) => {
			end('failed', safeText(error instanceof Error ? error.message : String(error)));
		});
	return () => end('stopped');
};
