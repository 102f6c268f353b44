"""The archive for programs that speak the Model Context Protocol: questions in, fields out (the extra `mcp`)."""
