namespace Scrm.Web.Controls;

/// <summary>Tells the top bar that something long was started on this page: <c>Watch.Started(id)</c>.</summary>
public sealed class BatchWatch
{
    public event Action? Changed;

    /// <summary>Something long came to its end: lists that show its results read again.</summary>
    public event Action? Ended;

    /// <summary>The batches started or taken back in this session, the latest first.</summary>
    public List<long> Mine { get; } = [];

    public void Started(long batch)
    {
        Mine.Remove(batch);
        Mine.Insert(0, batch);
        if (Mine.Count > 5) Mine.RemoveAt(5);
        Changed?.Invoke();
    }

    internal void End() => Ended?.Invoke();
}
