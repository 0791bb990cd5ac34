export { openDoor } from './admit.ts'
export { joiningErrors } from './errors.ts'
