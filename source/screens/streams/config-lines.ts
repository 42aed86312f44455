// The configuration of a stream as a table: each setting by its name, limits with what is used of them.

import { bytes, count } from '../../format/number.ts';
import { pieceRow } from '../../format/pieces.ts';
import { cutText, fit, fitMiddle } from '../../format/text.ts';
import { duration, lifetime } from '../../format/time.ts';
import { percentText } from '../../model/checks/check.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import type { Health } from '../../model/health.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { StreamLook } from './facts.ts';

/** Settings that are spans of time in nanoseconds, as servers write them. */
const spans: ReadonlySet<string> = new Set([
	...['max_age', 'duplicate_window', 'consumer_limits.inactive_threshold', 'subject_delete_marker_ttl'],
]);

const sizes: ReadonlySet<string> = new Set(['max_bytes', 'max_msg_size']);

const numbers: ReadonlySet<string> = new Set([
	...['max_msgs', 'max_consumers', 'max_msgs_per_subject', 'consumer_limits.max_ack_pending', 'num_replicas'],
	...['first_seq'],
]);

/** A setting in words beside what a server writes; nothing where that says it all. */
const wordsFor = (name: string, value: string, { glyphs }: StreamLook): string | undefined => {
	const figure = Number(value);
	if (!Number.isFinite(figure)) return undefined;
	if (numbers.has(name) && figure === -1) return 'no limit';
	if (sizes.has(name)) return figure <= 0 ? 'no limit' : bytes(figure, glyphs);
	if (spans.has(name))
		return figure <= 0 ? 'no limit' : figure < 60e9 ? duration(figure / 1e6) : lifetime(figure / 1e6);
	return numbers.has(name) && figure >= 10_000 ? count(figure, glyphs) : undefined;
};

type Use = { text: string; health?: Health };

const shareText = (used: number | undefined, limit: number | undefined): string | undefined =>
	used === undefined || !limit ? undefined : percentText(used / limit);

/** What is used of a limit. */
const useOf = (
	name: string,
	{ state, config, troubles }: Stream,
	{ glyphs }: StreamLook,
): Use | undefined => {
	const use = (
		used: number | undefined,
		limit: number | undefined,
		write: (value: number | undefined) => string,
		column: string,
	): Use | undefined => {
		if (used === undefined) return undefined;
		const share = shareText(used, limit);
		const health = healthInColumn(troubles, column);
		return {
			text: `${write(used)} used${share === undefined ? '' : `, ${share}`}`,
			...(health && { health }),
		};
	};
	const number = (value: number | undefined): string => count(value, glyphs);
	switch (name) {
		case 'max_msgs':
			return use(state.messages, config?.maxMessages, number, 'full');
		case 'max_bytes':
			return use(state.bytes, config?.maxBytes, (value) => bytes(value, glyphs), 'full');
		case 'max_consumers':
			return use(state.consumers, config?.maxConsumers, number, 'cons');
		default:
			return undefined;
	}
};

/** Cells for the name of a setting. */
const nameWidth = 28;

/** A line a setting, longer values on several. */
export const configLines = (stream: Stream, width: number, look: StreamLook): string[] => {
	const { config } = stream;
	const { glyphs, theme } = look;
	if (config === undefined) return [fit(' No server has told of its configuration yet.', width, glyphs)];
	const room = Math.max(10, width - nameWidth - 3);
	const head = theme.paint('title', fit(` ${'SETTING'.padEnd(nameWidth)} VALUE`, width, glyphs));
	const lines = [...config.all].flatMap(([name, value]) => {
		const words = wordsFor(name, value, look);
		const use = useOf(name, stream, look);
		const said = [words === undefined || words === 'no limit' ? (words ?? value) : `${words}  (${value})`];
		const full = `${said}${use === undefined ? '' : `   ${use.text}`}`;
		return cutText(full, room).map((part, index) =>
			pieceRow(
				[
					` ${fit(index === 0 ? fitMiddle(name, nameWidth, glyphs) : '', nameWidth, glyphs)} `,
					{ text: part, ...(use?.health && { token: use.health }) },
				],
				width,
				theme,
				stream.isOld,
			),
		);
	});
	return [head, ...lines];
};
