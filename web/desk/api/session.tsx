// Who is signed in (会话). The session comes from the server; its rights only hide what would be refused.

import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api, carryCsrf, take, type Schemas, type SignedIn } from "./client";

export type Session = Schemas["Session"];
const key = ["session"];

export async function fetchSession(): Promise<Session> {
  const session = await take(api.GET("/api/v1/session"));
  carryCsrf(session.signed_in ? session.csrf : "");
  return session;
}

export const useSessionQuery = () => useQuery({ queryKey: key, queryFn: fetchSession, staleTime: 60_000, refetchOnWindowFocus: "always" });

/// Takes a session that an answer brought along, and asks for everything again in its name.
export function enter(client: QueryClient, session: SignedIn): void {
  carryCsrf(session.csrf);
  client.setQueryData<Session>(key, session);
  void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== key[0] });
}

export function useRefreshSession(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}

const Context = createContext<SignedIn | null>(null);
export const SessionProvider = Context.Provider;
export function useSession(): SignedIn {
  const session = useContext(Context);
  if (!session) throw new Error("a page of the desk is drawn for someone signed in");
  return session;
}

/// Whether the account has the right anywhere at all.
export const may = (session: SignedIn, ...rights: Schemas["Right"][]): boolean =>
  session.rights.some(({ right }) => rights.includes(right));

/// Whether it has the right in the programme, anywhere.
export const mayIn = (session: SignedIn, right: Schemas["Right"], programme: Schemas["Programme"]): boolean =>
  session.rights.some((held) => held.right === right && (held.programme === programme || held.programme === "all"));

/// Whether it has the right for the whole city, whose code is `city`.
export const mayCitywide = (session: SignedIn, right: Schemas["Right"], city: number | undefined): boolean =>
  session.rights.some((held) => held.right === right && held.place === city);

/// Whether it has the right for the whole city and in all programmes.
export const mayEverywhere = (session: SignedIn, right: Schemas["Right"], city: number | undefined): boolean =>
  session.rights.some((held) => held.right === right && held.place === city && held.programme === "all");

/// Ends the session that this browser has, if any; what comes next begins signed out.
export async function leave(client: QueryClient): Promise<void> {
  if (client.getQueryData<Session>(key)?.signed_in) await take(api.DELETE("/api/v1/session"));
}
