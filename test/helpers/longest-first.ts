// The order of the test files: those that take longest come first, so that none of them is left over when all others are done.

import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take over half a minute, longest first. All others are short, and go by what Vitest knows of them. */
export const longest: readonly string[] = [
	'test/bench/smoke.test.ts',
	'test/terminal/exit.test.ts',
	'test/screens/consumers-live.test.ts',
	'test/faults/health.test.ts',
	'test/screens/streams-live.test.ts',
	'test/faults/load.test.ts',
	'test/commands/check.test.ts',
	'test/faults/network.test.ts',
	'test/faults/leafnodes.test.ts',
	'test/faults/permissions.test.ts',
	'test/nats/reconnect.test.ts',
	'test/nats/connect/user-info.test.ts',
	'test/demo/demo.test.ts',
	'test/faults/planted.test.ts',
	'test/faults/credentials.test.ts',
	'test/nats/servers-leaving.test.ts',
	'test/faults/routes.test.ts',
	'test/versions/commands.test.ts',
	'test/faults/link.test.ts',
	'test/nats/jetstream-trouble.test.ts',
	'test/screens/contract.test.tsx',
	'test/hostile/views.test.ts',
	'test/hostile/decode.test.ts',
	'test/app/mouse.test.ts',
	'test/views/view-rests.test.tsx',
];

export default class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({ project, moduleId }: TestSpecification): number => {
			const at = longest.indexOf(relative(this.ctx.config.root, moduleId));
			return project.config.sequence.groupOrder * 1000 + (at < 0 ? longest.length : at);
		};
		return (await super.sort(files)).sort((a, b) => place(a) - place(b));
	}
}
