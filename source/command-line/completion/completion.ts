// Gives the completion script of each shell.

import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { type Shell, shells } from './words.ts';
import { zshScript } from './zsh.ts';

const scripts: Readonly<Record<Shell, () => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** The name of the script's file in each shell's folder of completions. */
export const completionFiles: Readonly<Record<Shell, string>> = {
	bash: 'natstop.bash',
	zsh: '_natstop',
	fish: 'natstop.fish',
};

export const isShell = (name: string): name is Shell => shells.some((shell) => shell === name);

/** The script of a shell, without a newline at the end. */
export const completionScript = (shell: Shell): string => scripts[shell]();
