// Values put into the text of a configuration file: they are there, and nothing else is touched.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SettingValue } from '../../source/config/changed-settings.ts';
import { mergeConfig } from '../../source/config/merge-config.ts';

const sort: SettingValue = { path: ['screens', 'servers', 'sort'], value: 'mem' };
const columns: SettingValue = { path: ['screens', 'servers', 'columns'], value: ['name', 'mem'] };
const interval: SettingValue = { path: ['interval'], value: '5s' };

describe('settings that are saved', () => {
	test('make a new file, indented, with lists on one line', () => {
		const text = `{
	"interval": "5s",
	"screens": {
		"servers": {
			"columns": ["name", "mem"],
			"sort": "mem"
		}
	}
}
`;
		expect(mergeConfig(undefined, [interval, columns, sort])).toBe(text);
		expect(mergeConfig(' {} ', [interval, columns, sort])).toBe(text);
	});

	test('take the place of those that were there, and leave lines, order and indentation alone', () => {
		const text = `{
    "theme": "light",

    "interval"  :"2s",
    "screens": { "servers": { "columns": ["name"], "sort": "cpu" }, "events": {} },
    "keys": {
        "server.reload": [ "ctrl+r" ]
    }
}`;
		expect(mergeConfig(text, [interval, columns, sort])).toBe(
			text
				.replace('"2s"', '"5s"')
				.replace('["name"]', '["name", "mem"]')
				.replace('"sort": "cpu"', '"sort": "mem"'),
		);
	});

	test('are added at the end of their object, indented as it is', () => {
		const text = '{\n  "screens": {\n    "servers": {\n      "filter": "x"\n    }\n  }\n}\n';
		expect(mergeConfig(text, [interval, sort])).toBe(
			'{\n  "screens": {\n    "servers": {\n      "filter": "x",\n      "sort": "mem"\n    }\n  },\n  "interval": "5s"\n}\n',
		);
		expect(mergeConfig('{\n  "utc": true\n}\n', [columns])).toBe(
			'{\n  "utc": true,\n  "screens": {\n    "servers": {\n      "columns": ["name", "mem"]\n    }\n  }\n}\n',
		);
	});

	test('stay on the line of a file of one line', () => {
		expect(mergeConfig('{"utc":true}', [columns, interval])).toBe(
			'{"utc":true, "screens": { "servers": { "columns": ["name", "mem"] } }, "interval": "5s"}',
		);
	});

	test('keep the ends of lines of the file', () => {
		expect(mergeConfig('{\r\n  "utc": true\r\n}\r\n', [sort])).toBe(
			'{\r\n  "utc": true,\r\n  "screens": {\r\n    "servers": {\r\n      "sort": "mem"\r\n    }\r\n  }\r\n}\r\n',
		);
	});

	test('leave every other value as it was, whatever the file holds', () => {
		const name = fc.constantFrom('interval', 'screens', 'servers', 'keys', 'a"b', '__proto__');
		const list = fc.dictionary(fc.constantFrom('sort', 'columns', 'filter'), fc.jsonValue());
		const file = fc
			.dictionary(name, fc.jsonValue())
			.chain((all) => fc.option(list).map((servers) => ({ ...all, screens: servers ? { servers } : {} })));
		fc.assert(
			fc.property(file, fc.constantFrom(undefined, 0, 2, '\t'), (all, indent) => {
				const text = JSON.stringify(all, null, indent);
				const after = JSON.parse(mergeConfig(text, [sort, columns, interval]));
				const before = JSON.parse(text);
				expect(after).toEqual({
					...before,
					interval: '5s',
					screens: {
						...before.screens,
						servers: { ...before.screens.servers, sort: 'mem', columns: ['name', 'mem'] },
					},
				});
			}),
		);
	});
});
