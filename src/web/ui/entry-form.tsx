import { Alert, Button, Flex, Form, type FormInstance, Input, Select } from 'antd'
import { type ReactNode, useEffect, useId } from 'react'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { DayPicker } from './day-picker.tsx'
import { FormDialog } from './form-dialog.tsx'

type Option = { value: string; label: string }

export type Field<Name extends string> = {
  name: Name
  label: string
  kind?: 'text' | 'code' | 'phone' | 'email' | 'password' | 'whole-number' | 'area' | 'day' | 'choice' | 'choices'
  options?: readonly Option[]
  isRequired?: boolean
  hint?: string
  lengthMin?: number
  lengthMax?: number
  autoComplete?: string
  dayMax?: string
  /** Shown or hidden by what is chosen elsewhere in the form. */
  isShown?: (values: Partial<Record<Name, string>>) => boolean
}

type EntryFormProps<Name extends string> = {
  label: string
  fields: readonly Field<Name>[]
  initial?: Partial<Record<Name, string>>
  submitText: string
  isBusy: boolean
  errorText: string | null
  onSubmit: (values: Record<Name, string>) => void
  onCancel?: () => void
  onChange?: (values: Partial<Record<Name, string>>) => void
  /** Shown above the buttons, from what is filled in so far. */
  preview?: (values: Partial<Record<Name, string>>) => ReactNode
  isBlock?: boolean
}

/** Fields with labels above them. Every value is a text; several choices are joined by commas, nothing is ''. */
export function EntryForm<Name extends string>(props: EntryFormProps<Name>) {
  const { label, fields, initial, submitText, isBusy, errorText, onSubmit, onCancel, preview, isBlock = false } = props
  const t = useTexts(commonTexts)
  // Fields get ids from it, so that two forms on one page do not share any.
  const formName = useId()
  const [form] = Form.useForm<Record<string, string>>()
  const typed: Record<string, string> | undefined = Form.useWatch(all => all, form)
  const watched = typed ? completed(fields, typed) : (initial ?? {})
  useOfferedChoices(form, { fields, initial: initial ?? {} })
  const finish = (given: Record<string, string>) => onSubmit(completed(fields, given))
  return (
    <Form
      form={form}
      name={formName}
      layout="vertical"
      aria-label={label}
      initialValues={initial ?? {}}
      onFinish={finish}
      onValuesChange={(_, given: Record<string, string>) => props.onChange?.(completed(fields, given))}
      requiredMark={false}
      scrollToFirstError
    >
      <div className={fields.length > 5 ? 'fields two-columns' : 'fields'}>
        {fields.map((field, index) =>
          field.isShown && !field.isShown(watched) ? null : (
            <FieldItem key={field.name} field={field} isFirst={index === 0} />
          ),
        )}
      </div>
      {preview?.(watched)}
      {errorText ? <Alert role="alert" type="error" showIcon title={errorText} className="form-error" /> : null}
      <Flex justify="flex-end" gap={8}>
        {onCancel ? <Button onClick={onCancel}>{t('cancel')}</Button> : null}
        <Button type="primary" htmlType="submit" loading={isBusy} block={isBlock}>
          {submitText}
        </Button>
      </Flex>
    </Form>
  )
}

type Offered<Name extends string> = Required<Pick<EntryFormProps<Name>, 'fields' | 'initial'>>

/** What was chosen is not kept when it is offered no more, such as after something else was chosen. */
function useOfferedChoices<Name extends string>(form: FormInstance, { fields, initial }: Offered<Name>): void {
  useEffect(() => {
    for (const { name, kind, options = [] } of fields) {
      const isOffered = (value: string | undefined) => options.some(option => option.value === value)
      const chosen: string | undefined = form.getFieldValue(String(name))
      if (kind !== 'choice' || !chosen || options.length === 0 || isOffered(chosen)) continue
      form.setFieldValue(String(name), isOffered(initial[name]) ? initial[name] : undefined)
    }
  }, [form, fields, initial])
}

function completed<Name extends string>(
  fields: readonly Field<Name>[],
  given: Record<string, string>,
): Record<Name, string> {
  const values: Record<string, string> = {}
  for (const { name } of fields) values[name] = (given[name] ?? '').trim()
  return values
}

function FieldItem<Name extends string>({ field, isFirst }: { field: Field<Name>; isFirst: boolean }) {
  const t = useTexts(commonTexts)
  const { name, label, isRequired = false, hint, lengthMin, kind } = field
  const rules = [
    ...(isRequired
      ? [{ required: true, whitespace: kind !== 'choice' && kind !== 'choices', message: t('fieldMissing', { label }) }]
      : []),
    ...(lengthMin ? [{ min: lengthMin, message: t('fieldShort', { label, count: lengthMin }) }] : []),
    ...(kind === 'whole-number' ? [{ pattern: /^[+-]?\d+$/, message: t('fieldWhole', { label }) }] : []),
  ]
  return (
    <Form.Item
      name={String(name)}
      label={isRequired ? label : t('optional', { label })}
      rules={rules}
      {...(hint ? { extra: hint } : {})}
      {...(kind === 'choices' ? joinedByComma : {})}
    >
      <FieldInput field={field} isFirst={isFirst} />
    </Form.Item>
  )
}

const joinedByComma = {
  getValueProps: (value: string | undefined) => ({ value: value ? value.split(',') : [] }),
  getValueFromEvent: (values: string[]) => values.join(','),
}

/** Form.Item hands its value and handlers to this; they go on to the input. */
function FieldInput<Name extends string>({ field, isFirst, ...given }: { field: Field<Name>; isFirst: boolean }) {
  const { kind = 'text', options = [], lengthMax, autoComplete = 'off', dayMax } = field
  const list = options.map(option => ({ ...option }))
  const limit = lengthMax === undefined ? {} : { maxLength: lengthMax }
  switch (kind) {
    case 'choice':
      return (
        <Select {...given} options={list} allowClear={!field.isRequired} showSearch={{ optionFilterProp: 'label' }} />
      )
    case 'choices':
      return <Select {...given} options={list} mode="multiple" allowClear />
    case 'day':
      return <DayPicker {...given} {...(dayMax === undefined ? {} : { dayMax })} />
    case 'area':
      return <Input.TextArea {...given} {...limit} rows={3} />
    case 'password':
      return <Input.Password {...given} autoComplete={autoComplete} autoFocus={isFirst} />
    default:
      return <Input {...given} {...limit} {...inputKinds[kind]} autoComplete={autoComplete} autoFocus={isFirst} />
  }
}

const inputKinds = {
  text: { type: 'text' },
  code: { type: 'text', inputMode: 'numeric' },
  phone: { type: 'tel', inputMode: 'tel' },
  email: { type: 'email', inputMode: 'email' },
  'whole-number': { inputMode: 'text' },
} as const

/** The same form in a dialog, which forgets everything when it closes. */
export function EntryDialog<Name extends string>({
  isOpen,
  onCancel,
  about,
  ...form
}: EntryFormProps<Name> & { isOpen: boolean; onCancel: () => void; about?: ReactNode }) {
  return (
    <FormDialog isOpen={isOpen} onCancel={onCancel} title={form.label} width={480}>
      {about ? <p className="page-about">{about}</p> : null}
      <EntryForm {...form} onCancel={onCancel} />
    </FormDialog>
  )
}
