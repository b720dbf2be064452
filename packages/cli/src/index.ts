export type { ExitCode } from './command-line/command.ts'
export { processTerminal, type Terminal } from './command-line/terminal.ts'
export { main } from './main.ts'
