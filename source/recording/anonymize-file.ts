// Writes a recording again with false names.

import { Anonymizer } from './anonymize.ts';
import { headerLine } from './header.ts';
import { levelFor, packMember } from './member.ts';
import { MemberBuilder } from './member-builder.ts';
import { damageSentence, openRecording } from './reader.ts';
import { CannotRecord, RecordingWriter } from './writer.ts';

/** Writes `from` to a new file; gives its bytes, and sentences about what was damaged. Fails with a `CannotRecord`. */
export const anonymizeFile = async (
	from: string,
	to: string,
): Promise<{ bytes: number; damage: readonly string[] }> => {
	const recording = await openRecording(from);
	if ('sentence' in recording) throw new CannotRecord(recording.sentence);
	const lost = damageSentence(from, recording);
	const damage = lost === undefined ? [] : [lost];
	let writer: RecordingWriter | undefined;
	try {
		writer = await RecordingWriter.open(to, { maxSize: Number.POSITIVE_INFINITY, parts: 1 });
		const { change } = new Anonymizer();
		for (const { hasState, ...member } of recording.members()) {
			const read = await member.lines();
			if ('trouble' in read) {
				damage.push(`${from}: ${read.trouble}`);
				continue;
			}
			const { start, app, interval, with: lists } = read.header;
			const header = headerLine({ app, interval, with: lists, anonymized: true }, start);
			const builder = new MemberBuilder(start, header, hasState);
			for (const line of read.lines) builder.add(change(line), line[1] === 'W');
			const bytes = await packMember(builder.facts, builder.plain(), levelFor(0));
			await writer.write({ facts: builder.facts, bytes });
		}
	} finally {
		await writer?.close();
		await recording.close();
	}
	return { bytes: writer.bytes, damage };
};
