import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { PasswordField, ServerForm, TextField } from '#ui/console/form.tsx'
import type { SetUp, SignIn } from '../contract.ts'
import { Welcome } from './welcome.tsx'
import { setUp, signIn } from './session.ts'

const signInRoute = getRouteApi('/signin')

export function SignInScreen() {
  const client = useQueryClient()
  const router = useRouter()
  const { from } = signInRoute.useSearch()
  const { setUpOpen } = signInRoute.useLoaderData()
  const enter = async (values: SignIn) => {
    await signIn(client, { login: values.login.trim(), password: values.password })
    router.history.push(from ?? router.buildLocation({ to: '/' }).publicHref)
  }
  return (
    <Welcome title="登录">
      <ServerForm<SignIn> name="signin" submitLabel="登录" onSubmit={enter}>
        <TextField name="login" label="用户名" autoComplete="username" required autoFocus />
        <PasswordField name="password" label="密码" autoComplete="current-password" required />
      </ServerForm>
      {setUpOpen && (
        <p>
          系统还没有用户。<Link to="/setup">开始初始化</Link>
        </p>
      )}
    </Welcome>
  )
}

export function SetUpScreen() {
  const client = useQueryClient()
  const router = useRouter()
  const { open } = getRouteApi('/setup').useLoaderData()
  const make = async (values: SetUp) => {
    await setUp(client, values)
    await router.navigate({ to: '/admin', search: {} })
  }
  if (!open) {
    return (
      <Welcome title="系统已经初始化">
        <p>
          第一位管理员已经建立，请<Link to="/signin">登录</Link>。
        </p>
      </Welcome>
    )
  }
  return (
    <Welcome title="初始化">
      <ServerForm<SetUp> name="setup" submitLabel="建立" onSubmit={make}>
        <TextField name="token" label="初始化口令" required hint="服务启动时显示在屏幕上" autoFocus />
        <TextField name="cityName" label="政府名称" required hint="例如：云岚市人民政府" maxLength={60} />
        <TextField
          name="creditCode"
          label="统一社会信用代码"
          hint="选填，18 位；有了它，本级政府的文件才能生成索引号"
        />
        <TextField name="divisionCode" label="行政区划代码" hint="选填，6 位" />
        <TextField name="name" label="管理员姓名" required autoComplete="name" maxLength={40} />
        <TextField
          name="login"
          label="用户名"
          required
          hint="小写字母、数字，可用点、下划线、连字符"
          autoComplete="username"
        />
        <PasswordField name="password" label="密码" required hint="至少 12 位" autoComplete="new-password" />
      </ServerForm>
    </Welcome>
  )
}
