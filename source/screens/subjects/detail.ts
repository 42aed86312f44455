// The pane about the selected subject: what is delivered, to whom, and what cannot be seen.

import { count } from '../../format/number.ts';
import { emptyPane } from '../../format/pane-title.ts';
import { countWords } from '../../model/count-words.ts';
import { firstAndMore } from '../../model/first-names.ts';
import { type Listener, type SubjectRow, storedRate } from '../../model/subjects/subject-row.ts';
import { type DetailLine, linkPane, trendPieces, troubleMark } from '../network/trends.ts';
import type { Size } from '../screen.ts';
import type { SubjectLook } from './facts.ts';

const listenerText = ({ name, cid, server }: Listener): string =>
	`${name === undefined ? '' : `${name} `}cid ${cid} on ${server}`;

/** Of several subscribers without a queue group each gets all: what was sent is a part of what was delivered. */
const sentText = (
	{ queue, subscriptions, rate, isFolded, subject }: SubjectRow,
	{ glyphs }: SubjectLook,
): string => {
	if (queue !== undefined)
		return subscriptions === 1
			? `alone in ${queue}`
			: `one of the ${count(subscriptions, glyphs)} of ${queue} gets each`;
	if (isFolded || subscriptions < 2 || rate === undefined) return '';
	const each = `each of the ${count(subscriptions, glyphs)} gets all`;
	// Several connections may have it on different servers, and all of them get the same.
	return subject === '>' ? each : `${each}: about ${count(rate / subscriptions, glyphs)}/s are sent`;
};

const rateLine = (row: SubjectRow, width: number, look: SubjectLook): DetailLine => {
	const { glyphs } = look;
	const text = row.rate === undefined ? `OUT ${glyphs.none}` : `OUT ${count(row.rate, glyphs)}/s`;
	const sent = sentText(row, look);
	const cells = width - text.length - sent.length - 8;
	const spark = trendPieces(
		row.history,
		'rate',
		Math.min(24, cells),
		(value) => count(value, glyphs),
		glyphs,
	);
	return [text, ...(spark.length === 0 ? [] : [' ', ...spark]), sent === '' ? '' : `   ${sent}`];
};

const storedLine = (row: SubjectRow, { glyphs, hasStreams }: SubjectLook): string | undefined => {
	const { streams, deliveredBy, isFolded } = row;
	if (deliveredBy.length > 0) return `${firstAndMore(deliveredBy)} delivers here.`;
	if (isFolded) return undefined;
	if (streams === undefined || streams.length === 0) return hasStreams ? 'No stream stores it.' : undefined;
	const rate = storedRate(row);
	const names = firstAndMore(streams.map(({ stream }) => stream));
	return `Stored in ${names}${rate === undefined ? '' : `, which ${streams.length === 1 ? 'takes' : 'take'} in ${count(rate, glyphs)}/s of all their subjects`}.`;
};

/** What no server counts. */
const unseen = 'Who publishes, and subjects nobody listens to, cannot be seen without a tap.';

export const subjectDetail = (
	row: SubjectRow | undefined,
	size: Size,
	look: SubjectLook,
	focused: boolean,
): string[] => {
	if (row === undefined) return emptyPane('No subject is selected', size, focused, look.theme);
	const { glyphs } = look;
	const { troubles, subject, queue, listeners, subscriptions, connections, isOld } = row;
	const mark = troubleMark(troubles, troubles.map(({ text }) => text).join('   '), glyphs);
	const right = isOld
		? 'its servers do not answer'
		: (mark?.text ??
			`${countWords(subscriptions, 'subscription')} on ${countWords(connections, 'connection')}`);
	const stored = storedLine(row, look);
	const who = listeners.map(listenerText);
	const more = connections > who.length ? ` and ${count(connections - who.length, glyphs)} more` : '';
	const lines: DetailLine[] = [
		rateLine(row, size.width, look),
		...(stored === undefined ? [] : [stored]),
		...(who.length === 0 ? [] : [`${who.join('   ')}${more}`]),
	];
	return linkPane(
		{
			title: queue === undefined ? subject : `${subject} ${queue}`,
			...{ right, mark, lines: size.height > 4 ? lines : lines.slice(0, 2), look: unseen },
		},
		size,
		look,
		focused,
	);
};
