import { isSandbox } from '../../ui/page-now.ts'
import { Needs } from '../needs.tsx'
import { ClockPage } from './clock-page.tsx'
import { RoomPage } from './room-page.tsx'

/** In the shop: whether there is a sandbox. In the sandbox: its clock and its diary. */
export function SandboxPage() {
  return <Needs permission="sandbox.use">{isSandbox ? <ClockPage /> : <RoomPage />}</Needs>
}
