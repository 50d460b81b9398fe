// The document's title (标题): the page's name, and 'Error:' in front while a form on it was refused.

import { useEffect, useId } from "react";
import { t, useLanguage } from "../language";

let page = "";
const failed = new Set<string>();

function write(): void {
  const error = failed.size > 0 ? t("错误：", "Error: ") : "";
  document.title = `${error}${page}${t("｜明督工作台", " | Seethrough desk")}`;
}

export function useTitle(name: string): void {
  const language = useLanguage();
  useEffect(() => {
    page = name;
    write();
  }, [name, language]);
}

export function useErrorInTitle(error: boolean): void {
  const id = useId();
  useEffect(() => {
    if (error) failed.add(id);
    write();
    return () => {
      failed.delete(id);
      write();
    };
  }, [error, id]);
}
