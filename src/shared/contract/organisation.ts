import Type, { type Static } from 'typebox'
import { Code, closed, InstantText, Name, Nullable, oneOf } from './common.ts'

export const staffRoles = ['owner', 'operations', 'cashier', 'service'] as const
const Role = oneOf(staffRoles)
const Password = Type.String({ minLength: 12, maxLength: 128 })

export const MyselfAnswer = closed(
  {
    name: Type.String(),
    email: Type.String(),
    role: Type.String(),
    permissions: Type.Array(Type.String()),
    hasSecondFactor: Type.Boolean(),
    secondFactorRule: oneOf(['required', 'offered']),
    stores: Type.Array(Type.Ref('Store')),
    organisation: closed({
      name: Type.String(),
      timeZone: Type.String(),
      currency: Type.String(),
      isDemo: Type.Boolean(),
    }),
  },
  { $id: 'Myself' },
)
export type MyselfAnswer = Static<typeof MyselfAnswer>

export const StoreAnswer = closed(
  {
    code: Type.String(),
    name: Type.String(),
    brandCode: Type.String(),
    tills: Type.Array(closed({ code: Type.String(), name: Type.String() })),
  },
  { $id: 'Store' },
)
export type StoreAnswer = Static<typeof StoreAnswer>
export const StoreList = closed({ stores: Type.Array(Type.Ref('Store')) }, { $id: 'StoreList' })
export const AddStoreBody = closed({ code: Code, name: Name, brandCode: Type.Optional(Code) }, { $id: 'AddStore' })
export const AddTillBody = closed({ code: Code, name: Type.Optional(Name) }, { $id: 'AddTill' })

export const StaffAnswer = closed(
  {
    staffId: Type.String(),
    name: Type.String(),
    email: Type.String(),
    role: Role,
    storeCodes: Nullable(Type.Array(Type.String())),
    isActive: Type.Boolean(),
    hasSecondFactor: Type.Boolean(),
  },
  { $id: 'Staff' },
)
export type StaffAnswer = Static<typeof StaffAnswer>
export const StaffList = closed({ staff: Type.Array(Type.Ref('Staff')) }, { $id: 'StaffList' })
export const AddStaffBody = closed(
  {
    name: Name,
    email: Type.String({ minLength: 3, maxLength: 254 }),
    password: Password,
    role: Role,
    storeCodes: Type.Optional(Nullable(Type.Array(Code, { maxItems: 10_000, description: 'null: every store' }))),
  },
  { $id: 'AddStaff' },
)
export type AddStaffBody = Static<typeof AddStaffBody>
export const ChangeStaffBody = closed(
  {
    role: Type.Optional(Role),
    storeCodes: Type.Optional(Nullable(Type.Array(Code, { maxItems: 10_000 }))),
    isActive: Type.Optional(Type.Boolean()),
    password: Type.Optional(Password),
  },
  { $id: 'ChangeStaff' },
)
export type ChangeStaffBody = Static<typeof ChangeStaffBody>

export const KeyAnswer = closed(
  {
    keyId: Type.String(),
    kind: Type.Union([Type.Literal('till'), Type.Literal('api')]),
    name: Type.String(),
    scopes: Type.Array(Type.String()),
    storeCode: Nullable(Type.String()),
    tillCode: Nullable(Type.String()),
    createdAt: InstantText,
    revokedAt: Nullable(InstantText),
  },
  { $id: 'Key' },
)
export type KeyAnswer = Static<typeof KeyAnswer>
export const KeyList = closed({ keys: Type.Array(Type.Ref('Key')) }, { $id: 'KeyList' })
export const AddApiKeyBody = closed(
  { name: Name, scopes: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 60 }) },
  { $id: 'AddApiKey' },
)
export const AddTillKeyBody = closed({ name: Name, storeCode: Code, tillCode: Code }, { $id: 'AddTillKey' })
/** The secret is shown this once; only its protected form is kept. */
export const NewKeyAnswer = closed({ key: Type.Ref('Key'), secret: Type.String() }, { $id: 'NewKey' })
