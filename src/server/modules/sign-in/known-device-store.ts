import type { Transaction } from '../../platform/database.ts'

/** Whether the person of an address has signed in on this device before. */
export async function isKnownDevice(
  tx: Transaction,
  { email, device }: { email: string; device: Buffer },
): Promise<boolean> {
  const row = await tx.row(
    'select 1 from staff.known_device d join staff."user" u on u.id = d.staff_id where u.email = $1 and d.device = $2',
    [email, device],
  )
  return row !== undefined
}

export async function rememberDevice(
  tx: Transaction,
  { staffId, device, now }: { staffId: string; device: Buffer; now: Date },
): Promise<void> {
  await tx.run(
    `insert into staff.known_device (staff_id, device, signed_in_at) values ($1, $2, $3)
     on conflict (staff_id, device) do update set signed_in_at = excluded.signed_in_at`,
    [staffId, device, now],
  )
}

/** @returns how many were forgotten */
export function deleteDevicesBefore(tx: Transaction, before: Date): Promise<number> {
  return tx.run('delete from staff.known_device where signed_in_at < $1', [before])
}
