import type { Program, ProgramPage } from './answers.ts'
import { read } from './client.ts'

export const readPrograms = () => read<ProgramPage>('/v1/programs')
export const readProgram = (code: string) => read<Program>(`/v1/programs/${encodeURIComponent(code)}`)
