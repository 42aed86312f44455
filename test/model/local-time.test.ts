// The zone that times are told in, and that every time says it.

import { afterEach, describe, expect, test } from 'vitest';
import { clock, dateTime, zonedClock } from '../../source/format/time.ts';
import { isoTime, isoZoneAt, tellInUtc, zoneAt } from '../../source/model/local-time.ts';
import { fileStamp } from '../../source/system/new-file.ts';

const zone = process.env.TZ;
afterEach(() => {
	process.env.TZ = zone;
	tellInUtc(false);
});

const summer = Date.UTC(2026, 7, 11, 22, 2, 3, 45);
const winter = Date.UTC(2026, 0, 11, 22, 2, 3, 45);

const told = (at: number) => ({
	clock: clock(at),
	zoned: zonedClock(at, { millis: true }),
	date: dateTime(at),
	copy: isoTime(at),
	file: fileStamp(at),
});

describe('a time', () => {
	test('is told in the zone of the process, and says which that is', () => {
		process.env.TZ = 'Europe/Berlin';
		expect(told(summer)).toEqual({
			clock: '00:02:03',
			zoned: '00:02:03.045 UTC+2',
			date: '2026-08-12 00:02 UTC+2',
			copy: '2026-08-12T00:02:03.045+02:00',
			file: '20260812T000203+0200',
		});
		expect(zoneAt(winter)).toBe('UTC+1');
		expect(Date.parse(isoTime(winter))).toBe(winter);
	});

	test('west of Greenwich and by half hours is told rightly', () => {
		process.env.TZ = 'America/St_Johns';
		expect([zoneAt(summer), isoZoneAt(summer), fileStamp(summer)]).toEqual([
			'UTC-2:30',
			'-02:30',
			'20260811T193203-0230',
		]);
		process.env.TZ = 'Asia/Kathmandu';
		expect([zoneAt(summer), isoTime(summer)]).toEqual(['UTC+5:45', '2026-08-12T03:47:03.045+05:45']);
	});

	test('is UTC everywhere where that is wanted, whatever the zone of the process', () => {
		process.env.TZ = 'Europe/Berlin';
		tellInUtc(true);
		expect(told(summer)).toEqual({
			clock: '22:02:03',
			zoned: '22:02:03.045 UTC',
			date: '2026-08-11 22:02 UTC',
			copy: '2026-08-11T22:02:03.045Z',
			file: '20260811T220203Z',
		});
	});

	test('of a machine in UTC is named so', () => {
		process.env.TZ = 'UTC';
		expect([zoneAt(summer), isoZoneAt(summer), fileStamp(summer)]).toEqual(['UTC', 'Z', '20260811T220203Z']);
	});
});
