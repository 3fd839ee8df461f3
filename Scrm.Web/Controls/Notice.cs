using Scrm.Core;

namespace Scrm.Web.Controls;

/// <summary>Short messages at the edge of the page: <c>Notice.Done("已保存")</c>, <c>Notice.Refused(outcome.Refused)</c>.</summary>
public sealed class Notice
{
    public sealed record Toast(int Id, string Text, bool Bad, string? Act, Func<Task>? OnAct);

    private readonly List<Toast> toasts = [];
    private int last;

    public event Action? Changed;

    public IReadOnlyList<Toast> Toasts => toasts;

    /// <summary>Says that something was done; <paramref name="act"/> offers the way back or on: "撤销", "查看".</summary>
    public void Done(string text, string? act = null, Func<Task>? onAct = null) => Show(new(++last, text, false, act, onAct));

    public void Bad(string text) => Show(new(++last, text, true, null, null));

    public void Refused(Refusal refusal) => Bad(RefusalWords.Of(refusal));

    /// <summary>Says <paramref name="done"/>, or why not; true where it was done.</summary>
    public bool Say(Outcome outcome, string done)
    {
        if (outcome.Refused is { } refusal) Refused(refusal);
        else Done(done);
        return outcome.Ok;
    }

    public void Close(int id)
    {
        toasts.RemoveAll(t => t.Id == id);
        Changed?.Invoke();
    }

    private void Show(Toast toast)
    {
        if (toasts.Count == 4) toasts.RemoveAt(0);
        toasts.Add(toast);
        Changed?.Invoke();
    }
}
