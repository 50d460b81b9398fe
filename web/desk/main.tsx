// The console (工作台) starts here.

import { StyleProvider } from "@ant-design/cssinjs";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import ConfigProvider from "antd/es/config-provider";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { Refusal } from "./api/client";
import { Desk } from "./desk";
import { running } from "./styles/running";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 1 && error instanceof Refusal && error.status >= 502,
    },
  },
});

// antd writes its colours into a style element even when its style sheets are ready made; the content security policy
// forbids that, and the style sheet has them already. An element outside the page takes them.
const nowhere = document.createElement("div");

const root = document.getElementById("desk");
if (root)
  createRoot(root).render(
    <StyleProvider container={nowhere}>
      <ConfigProvider theme={running} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
        <QueryClientProvider client={client}>
          <Router base="/desk">
            <Desk />
          </Router>
        </QueryClientProvider>
      </ConfigProvider>
    </StyleProvider>,
  );
