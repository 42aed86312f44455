// The panes about the selected service, instance or endpoint.

import { bytes, count } from '../../format/number.ts';
import { emptyPane } from '../../format/pane-title.ts';
import type { Piece } from '../../format/pieces.ts';
import { shortId } from '../../format/text.ts';
import { age, rtt } from '../../format/time.ts';
import { countWords } from '../../model/count-words.ts';
import type { BareInstance, EndpointRow, InstanceRow, ServiceRow } from '../../model/services/service-row.ts';
import { type DetailLine, linkPane, trendPieces, troubleMark } from '../network/trends.ts';
import type { ScreenLook, Size } from '../screen.ts';
import { shareText } from './cells.ts';
import { endpointName } from './endpoint-columns.ts';
import { type ServiceFacts, serviceName } from './snapshot.ts';
import { bySubscriptions, doubtSentence, silenceSentence } from './words.ts';

export type ServiceLook = ScreenLook<ServiceFacts>;

type Told = readonly (DetailLine | undefined)[];

const known = (lines: Told): DetailLine[] => lines.filter((line) => line !== undefined);

const perSecond = (rate: number | undefined, { glyphs }: Pick<ServiceLook, 'glyphs'>): string =>
	rate === undefined ? glyphs.none : `${count(rate, glyphs)}/s`;

/** Cells of what stands before a trend, so that it does not move with the figure. */
const figureCells = 12;

/** Requests and errors a second, with their trends. */
const trendLine = (row: ServiceRow, { width }: Size, look: ServiceLook): DetailLine => {
	const { glyphs } = look;
	const write = (value: number): string => count(value, glyphs).replace(',', '');
	const tail = row.endpointCount === undefined ? '' : `   ${countWords(row.endpointCount, 'endpoint')}`;
	const cells = Math.floor((width - 2 * figureCells - tail.length - 8) / 2);
	const part = (label: string, rate: number | undefined, metric: 'requests' | 'errors'): readonly Piece[] => {
		const spark = trendPieces(row.history, metric, cells, write, glyphs);
		const text = `${label} ${perSecond(rate, look)}`;
		return [spark.length === 0 ? text : text.padEnd(figureCells), ...spark];
	};
	return [...part('REQ', row.requestsRate, 'requests'), '  ', ...part('ERR', row.errorsRate, 'errors'), tail];
};

const lastErrorLine = ({ lastError }: Pick<BareInstance, 'lastError'>): string | undefined =>
	lastError && `Last error   ${lastError.endpoint}: "${lastError.text}"`;

const titleMark = ({ troubles }: Pick<ServiceRow, 'troubles'>, look: ServiceLook) =>
	troubleMark(troubles, troubles[0]?.text ?? '', look.glyphs);

/** Instances whose silence is told one by one. */
const mostTold = 3;

/** The pane about a service. */
export const serviceDetail = (
	row: ServiceRow | undefined,
	size: Size,
	look: ServiceLook,
	focused: boolean,
): string[] => {
	if (row === undefined) return emptyPane('No service is selected', size, focused, look.theme);
	const mark = titleMark(row, look);
	const silent = row.instances.flatMap((one) => silenceSentence(one, look) ?? []);
	const failing = row.instances.find(({ lastError }) => lastError !== undefined);
	const more =
		silent.length > mostTold ? `${silent.length - mostTold} more are told of on Instances.` : undefined;
	const lines = known([
		trendLine(row, size, look),
		...silent.slice(0, mostTold),
		more,
		...row.troubles.slice(1).map(({ text }) => `! ${text}.`),
		failing && lastErrorLine(failing),
		row.by === 'subscriptions' ? bySubscriptions : doubtSentence(row.doubt),
		row.description,
	]);
	return linkPane(
		{
			title: serviceName(row, look),
			right: mark?.text,
			mark,
			lines,
			look: 'Enter its instances and endpoints',
		},
		size,
		look,
		focused,
	);
};

const connectionLine = ({ connection, state }: InstanceRow, { glyphs }: ServiceLook): string | undefined => {
	if (connection === undefined) return 'Its connection is not known.';
	const { name, cid, server, ip, lang, version, pending, rtt: trip } = connection;
	const library = [lang, version].filter(Boolean).join(' ');
	const who = [name, `cid ${cid} on ${server}`, ip, library].filter(Boolean).join('  ');
	if (state === 'gone') return `Its connection was   ${who}`;
	const waits = pending === undefined ? '' : `   ${pending === 0 ? 'nothing' : bytes(pending, glyphs)} waits`;
	return `Its connection   ${who}${waits}${trip === undefined ? '' : `   RTT ${rtt(trip, glyphs)}`}`;
};

/** `REQ 402/s  AVG 2.0ms  ERR 0`, of now or of when it answered last. */
const figuresLine = (row: InstanceRow, look: ServiceLook): string => {
	const { glyphs, now } = look;
	const { before, state, started } = row;
	const figures = state === 'ok' ? row : (before ?? row);
	return [
		state === 'ok' ? 'Says' : 'Last said',
		`REQ ${perSecond(figures.requestsRate, look)}`,
		`ERR ${perSecond(figures.errorsRate, look)}`,
		`AVG ${rtt(figures.average, glyphs)}`,
		...(started === undefined ? [] : [`started ${age(Math.max(0, now - started))} ago`]),
		`${count(row.requests, glyphs, true)} requests so far`,
	].join('  ');
};

const metadataLine = ({ metadata }: InstanceRow): string | undefined =>
	metadata &&
	Object.entries(metadata)
		.map(([name, value]) => `${name}=${value}`)
		.join('  ');

/** The pane about an instance. */
export const instanceDetail = (
	row: InstanceRow | undefined,
	size: Size,
	look: ServiceLook,
	focused: boolean,
): string[] => {
	if (row === undefined) return emptyPane('No instance is selected', size, focused, look.theme);
	const mark = titleMark(row, look);
	const lines = known([
		silenceSentence(row, look),
		...(row.state === 'ok'
			? [figuresLine(row, look), connectionLine(row, look)]
			: [connectionLine(row, look), figuresLine(row, look)]),
		lastErrorLine(row),
		row.by === 'subscriptions' ? bySubscriptions : doubtSentence(row.doubt),
		row.description,
		metadataLine(row),
	]);
	const title = `${shortId(row.id, look.glyphs)} of ${serviceName(row, look)}`;
	return linkPane(
		{
			...{ title, right: mark?.text ?? row.state, mark, lines },
			look: `${row.connection === undefined ? '' : 'Enter its connection   '}Same as   nats micro stats ${row.service}`,
		},
		size,
		look,
		focused,
	);
};

/** The pane about an endpoint. */
export const endpointDetail = (
	row: EndpointRow | undefined,
	size: Size,
	look: ServiceLook,
	focused: boolean,
): string[] => {
	if (row === undefined) return emptyPane('No endpoint is selected', size, focused, look.theme);
	const { glyphs } = look;
	const mark = titleMark(row, look);
	const group = row.queue === undefined ? 'no queue group' : `queue ${row.queue}`;
	const failed =
		row.failed === undefined ? '' : `   ${shareText(row.failed, glyphs)} of the last minute failed`;
	const lines = known([
		`Listens to   ${row.subject ?? glyphs.none}   ${group}   ${countWords(row.instances, 'instance')}`,
		`REQ ${perSecond(row.requestsRate, look)}   ERR ${perSecond(row.errorsRate, look)}   AVG ${rtt(row.average, glyphs)}${failed}`,
		row.lastError && `Last error   "${row.lastError}"`,
		row.by === 'subscriptions' ? bySubscriptions : doubtSentence(row.doubt),
	]);
	return linkPane({ title: endpointName(row, look), right: mark?.text, mark, lines }, size, look, focused);
};
