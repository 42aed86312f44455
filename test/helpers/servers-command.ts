// `natstop servers` as a function.

import { type ListFlags, listCommand } from '../../source/commands/list.ts';
import type { ExitCode, Output } from '../../source/commands/output.ts';
import type { Config } from '../../source/config.ts';
import { servers } from '../../source/screens/servers/servers.ts';

export const serversCommand = (config: Config, flags: ListFlags, output: Output): Promise<ExitCode> =>
	listCommand(servers, config, flags, output);
