using Microsoft.AspNetCore.Components;

namespace Scrm.Web.Tags;

/// <summary>A part of the dictionary's page: draws itself anew whenever the board changes.</summary>
public abstract class TagsPart : ComponentBase, IDisposable
{
    [CascadingParameter] protected TagsBoard Board { get; set; } = null!;

    protected override void OnInitialized() => Board.Changed += OnChangedAsync;

    public virtual void Dispose()
    {
        Board.Changed -= OnChangedAsync;
        GC.SuppressFinalize(this);
    }

    protected virtual Task OnChangedAsync() => InvokeAsync(StateHasChanged);
}
