import { expect, test } from 'vitest'
import { staffRoles } from '../../../shared/contract/organisation.ts'
import { isSecondFactorMissing } from './second-factor.ts'

test('where it is required, owner and operations miss it until they have one; others never do', () => {
  const missing = staffRoles.map(role => [
    isSecondFactorMissing({ role, hasSecondFactor: false }, 'required'),
    isSecondFactorMissing({ role, hasSecondFactor: true }, 'required'),
  ])
  expect(Object.fromEntries(staffRoles.map((role, index) => [role, missing[index]]))).toEqual({
    owner: [true, false],
    operations: [true, false],
    cashier: [false, false],
    service: [false, false],
  })
})

test('where it is offered nobody misses it', () => {
  for (const role of staffRoles)
    expect(isSecondFactorMissing({ role, hasSecondFactor: false }, 'offered'), role).toBe(false)
})
