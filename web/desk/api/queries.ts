// What several pages ask for: places, organs, the table of roles and rights.

import { useQuery } from "@tanstack/react-query";
import { language, named, t, useLanguage } from "../language";
import { api, take, type Schemas } from "./client";

const rarely = 10 * 60_000;

export function usePlaces(): { rows: Schemas["Place"][]; city: number | undefined; name: (code: number) => string; options: { value: number; label: string }[] } {
  useLanguage();
  const { data } = useQuery({ queryKey: ["places"], queryFn: () => take(api.GET("/api/v1/places")), staleTime: rarely });
  const rows = data?.rows ?? [];
  const city = rows.find((place) => place.parent === 0)?.code;
  const codes = new Map(rows.map((place) => [place.code, place]));
  const below = (parent: number, depth: number): { value: number; label: string }[] =>
    rows.filter((place) => place.parent === parent).flatMap((place) =>
      [{ value: place.code, label: `${"\u3000".repeat(depth)}${named(place)}` }, ...below(place.code, depth + 1)]);
  return {
    rows, city,
    name: (code) => { const place = codes.get(code); return place ? named(place) : String(code); },
    options: below(0, 0),
  };
}

/// `asked` false: nobody may read them, so they are not asked for.
export function useOrgans(asked = true): { rows: Schemas["Organ"][]; name: (organ: string) => string; options: { value: string; label: string }[]; query: ReturnType<typeof useOrgansQuery> } {
  useLanguage();
  const query = useOrgansQuery(asked);
  const rows = query.data?.rows ?? [];
  const name = (one: Schemas["Organ"]): string => t(one.name_zh, one.name_en);
  return {
    rows, query,
    name: (organ) => { const found = rows.find((one) => one.organ === organ); return found ? name(found) : organ; },
    options: rows.map((one) => ({ value: one.organ, label: name(one) })),
  };
}
const useOrgansQuery = (enabled: boolean) => useQuery({ enabled, queryKey: ["organs"], queryFn: () => take(api.GET("/api/v1/organs")), staleTime: 60_000 });

export const useAccess = () => useQuery({ queryKey: ["access", language()], queryFn: () => take(api.GET("/api/v1/access")), staleTime: rarely });
