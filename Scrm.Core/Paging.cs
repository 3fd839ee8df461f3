namespace Scrm.Core;

/// <summary>One page of a list; <paramref name="Total"/> counts all rows that match, in rows.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);
