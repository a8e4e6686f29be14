// How answers are kept: what was read stays until something changes, and nothing waits for a network.
import { QueryClient } from "@tanstack/react-query";

export const newQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
    },
  });
